package dev.snn.losses.rule;

/** {@code m = kappa m + (1 - kappa) cost}: the value before the newest cost, at first 0. */
final class MovingBaseline {
  private final double kappa;
  private double mean;
  private boolean begun;

  MovingBaseline(double kappa) {
    this.kappa = kappa;
  }

  /** The average of the costs before this one, which is taken in afterwards. */
  double next(double cost) {
    double before = begun ? mean : 0;
    mean = begun ? kappa * mean + (1 - kappa) * cost : cost;
    begun = true;
    return before;
  }
}
