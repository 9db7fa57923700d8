package dev.snn.losses.loss;

import dev.snn.api.loss.Loss;
import dev.snn.api.loss.LossPlugin;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Doc;

/**
 * {@code bce}: binary cross-entropy of {@code sigmoid(score)} with a target in [0, 1], in nats;
 * computed from the score as {@code max(s, 0) - s y + log(1 + exp(-|s|))}. The target is the target
 * vector, or the one-hot code of the label.
 */
public final class BinaryCrossEntropy implements LossPlugin<BinaryCrossEntropy.Config> {

  /** Options of {@code bce}. */
  public record Config(@Doc("mean or sum over the scores of an example") Reduction reduction) {}

  @Override
  public String name() {
    return "bce";
  }

  @Override
  public Config defaults() {
    return new Config(Reduction.MEAN);
  }

  @Override
  public Loss create(Config config, BuildContext context) {
    return new Elementwise(config.reduction()) {
      @Override
      double value(double s, double y) {
        return Math.max(s, 0) - s * y + Math.log1p(Math.exp(-Math.abs(s)));
      }

      @Override
      double derivative(double s, double y) {
        return 1 / (1 + Math.exp(-s)) - y;
      }
    };
  }

  @Override
  public String description() {
    return "binary cross-entropy of sigmoid scores and targets";
  }
}
