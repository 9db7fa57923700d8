package dev.snn.losses.loss;

import dev.snn.api.data.Samples;
import dev.snn.api.layer.ReadoutGradient;
import dev.snn.api.loss.Loss;
import dev.snn.api.loss.LossPlugin;
import dev.snn.api.loss.Outcome;
import dev.snn.api.neuron.Pass;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.tensor.Tensor;
import java.util.Map;

/**
 * {@code cross-entropy}: {@code -log softmax(scores)[label]} in nats, averaged over decoding times
 * (those that have a class) and examples.
 */
public final class CrossEntropy implements LossPlugin<CrossEntropy.Config> {

  /** {@code cross-entropy} has no options. */
  public record Config() {}

  @Override
  public String name() {
    return "cross-entropy";
  }

  @Override
  public Config defaults() {
    return new Config();
  }

  @Override
  public Loss create(Config config, BuildContext context) {
    Labels.require(name(), context);
    return new Model();
  }

  @Override
  public String description() {
    return "softmax cross-entropy of the scores with the label";
  }

  private record Model() implements Loss {
    @Override
    public Value evaluate(Outcome outcome, Samples targets, Pass pass) {
      Tensor scores = outcome.prediction();
      int batch = scores.batch();
      Tensor grad = pass.arena().zeros(scores.steps(), batch, scores.size());
      float[] perExample = new float[batch];
      pass.parallel()
          .forEachBlock(
              batch,
              (block, from, to) -> {
                for (int b = from; b < to; b++) {
                  perExample[b] = example(scores, targets, b, grad);
                }
              });
      return new Value(perExample, Map.of(), grad, ReadoutGradient.NONE);
    }

    private static float example(Tensor scores, Samples targets, int b, Tensor grad) {
      int times = scores.steps();
      int[] labels = new int[times];
      int labelled = 0;
      for (int t = 0; t < times; t++) {
        labels[t] = Labels.of(targets, b, t, times, scores.size());
        labelled += labels[t] < 0 ? 0 : 1;
      }
      double share = 1.0 / ((double) scores.batch() * labelled);
      double sum = 0;
      for (int t = 0; t < times; t++) {
        if (labels[t] >= 0) {
          sum +=
              Softmax.crossEntropy(
                  scores.row(t, b), scores.size(), labels[t], share, grad.row(t, b));
        }
      }
      return (float) (sum / Math.max(1, labelled));
    }
  }
}
