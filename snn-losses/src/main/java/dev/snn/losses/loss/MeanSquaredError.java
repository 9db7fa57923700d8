package dev.snn.losses.loss;

import dev.snn.api.loss.Loss;
import dev.snn.api.loss.LossPlugin;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Doc;

/**
 * {@code mse}: {@code (score - target)^2}; the target is the target vector, or the one-hot code of
 * the label.
 */
public final class MeanSquaredError implements LossPlugin<MeanSquaredError.Config> {

  /** Options of {@code mse}. */
  public record Config(@Doc("mean or sum over the scores of an example") Reduction reduction) {}

  @Override
  public String name() {
    return "mse";
  }

  @Override
  public Config defaults() {
    return new Config(Reduction.MEAN);
  }

  @Override
  public Loss create(Config config, BuildContext context) {
    return new Elementwise(config.reduction()) {
      @Override
      double value(double score, double target) {
        return (score - target) * (score - target);
      }

      @Override
      double derivative(double score, double target) {
        return 2 * (score - target);
      }
    };
  }

  @Override
  public String description() {
    return "squared error of scores and targets";
  }
}
