package dev.snn.training.rule;

import dev.snn.api.learning.SavedState;

/** {@code m = kappa m + (1 - kappa) cost}: the value before the newest cost, at first 0. */
final class MovingBaseline {
  private final double kappa;
  private double mean;
  private boolean begun;

  MovingBaseline(double kappa) {
    this.kappa = kappa;
  }

  SavedState state() {
    return begun ? new SavedState().put("mean", mean) : new SavedState();
  }

  void restore(SavedState state) {
    begun = state.has("mean");
    mean = begun ? state.number("mean") : 0;
  }

  /** The average of the costs before this one, which is taken in afterwards. */
  double next(double cost) {
    double before = begun ? mean : 0;
    mean = begun ? kappa * mean + (1 - kappa) * cost : cost;
    begun = true;
    return before;
  }
}
