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
 * and examples.
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
      int times = scores.steps();
      Tensor grad = pass.arena().zeros(times, batch, scores.size());
      float[] perExample = new float[batch];
      for (int b = 0; b < batch; b++) {
        int label = Labels.of(targets, b, scores.size());
        double sum = 0;
        for (int t = 0; t < times; t++) {
          sum +=
              Softmax.crossEntropy(
                  scores.row(t, b),
                  scores.size(),
                  label,
                  1.0 / ((double) batch * times),
                  grad.row(t, b));
        }
        perExample[b] = (float) (sum / times);
      }
      return new Value(perExample, Map.of(), grad, ReadoutGradient.NONE);
    }
  }
}
