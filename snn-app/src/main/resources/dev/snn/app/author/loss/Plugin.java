package yourlab;

import dev.snn.api.data.Samples;
import dev.snn.api.layer.ReadoutGradient;
import dev.snn.api.loss.Loss;
import dev.snn.api.loss.LossPlugin;
import dev.snn.api.loss.Outcome;
import dev.snn.api.neuron.Pass;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;
import dev.snn.api.tensor.Tensor;
import java.util.Map;

/**
 * Squared hinge: every wrong class c must stay a margin below the right class k; averaged over
 * decoding times.
 *
 * <pre>
 *   loss = sum_{c != k} e_c^2      e_c = max(0, margin + score_c - score_k)
 *   dloss/dscore_c = 2 e_c      dloss/dscore_k = -sum_{c != k} 2 e_c
 * </pre>
 */
public final class NewPlugin implements LossPlugin<NewPlugin.Config> {
  /** Options. */
  public record Config(@Doc("how far the right score must lead") double margin) {
    public Config {
      Check.positive("margin", margin);
    }
  }

  public String name() {
    return "yourlab.name";
  }

  public Config defaults() {
    return new Config(1);
  }

  public Loss create(Config config, BuildContext context) {
    return (outcome, targets, pass) -> evaluate(outcome, targets, pass, (float) config.margin());
  }

  private static Loss.Value evaluate(Outcome o, Samples targets, Pass pass, float margin) {
    Tensor scores = o.prediction();
    Tensor gradient = pass.arena().zeros(scores.steps(), scores.batch(), scores.size());
    float[] loss = new float[scores.batch()];
    if (targets.labels() == null) {
      throw new IllegalArgumentException("this loss needs one class per example");
    }
    for (int b = 0; b < scores.batch(); b++) {
      int right = targets.labels()[b];
      for (int t = 0; t < scores.steps(); t++) {
        float[] g = gradient.row(t, b);
        for (int c = 0; c < scores.size(); c++) {
          if (c == right) {
            continue;
          }
          float e = Math.max(0, margin + scores.get(t, b, c) - scores.get(t, b, right));
          loss[b] += e * e / scores.steps();
          g[c] += 2 * e / scores.steps() / scores.batch();
          g[right] -= 2 * e / scores.steps() / scores.batch();
        }
      }
    }
    return new Loss.Value(loss, Map.of(), gradient, ReadoutGradient.NONE);
  }
}
