package dev.snn.training.rewiring;

import dev.snn.api.learning.Optimizer;
import dev.snn.api.plugin.UserError;

/** The learning rate that a rewiring's own steps are measured in. */
final class Rates {
  private Rates() {}

  /**
   * That of the last update.
   *
   * @throws UserError where the optimiser does not tell
   */
  static double of(Optimizer optimizer, String path, String who) {
    double rate = optimizer.lastRate();
    if (Double.isNaN(rate)) {
      throw new UserError(
          "%s: %s moves weights in units of the learning rate, which this optimiser does not tell. Use adam or sgd."
              .formatted(path, who));
    }
    return rate;
  }
}
