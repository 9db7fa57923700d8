package dev.snn.training.reservoir;

import dev.snn.api.procedure.RunFailure;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;

/**
 * Finds the constant current at which a network fires at a wanted rate: brackets it by doubling,
 * then halves the bracket until the rate is within tolerance.
 */
final class RateMatch {
  private static final double FIRST = 1e-3;
  private static final double MOST = 1e6;
  private static final int HALVINGS = 60;

  private final double origin;
  private final double target;
  private final double tolerance;
  private final DoubleUnaryOperator rateOfBias;

  /**
   * @param rateOfBias spikes per neuron and second with a bias; rises with it but for noise
   */
  RateMatch(RateOptions options, DoubleUnaryOperator rateOfBias) {
    this.origin = options.bias();
    this.target = options.target();
    this.tolerance = options.tolerance();
    this.rateOfBias = rateOfBias;
  }

  /** The bias; the nearest one seen where the rate jumps over the target. */
  double find() {
    double start = rateOfBias.applyAsDouble(origin);
    if (isClose(start)) {
      return origin;
    }
    double sign = start < target ? 1 : -1;
    double near = origin;
    double width = FIRST;
    double far = origin + sign * width;
    double nearRate = start;
    double farRate = rateOfBias.applyAsDouble(far);
    while ((target - farRate) * sign > 0) {
      near = far;
      nearRate = farRate;
      width *= 2;
      far = near + sign * width;
      if (width > MOST) {
        throw new RunFailure(
            String.format(
                Locale.ROOT,
                "no constant current makes the network fire at %.3g spikes per neuron and second;"
                    + " it fires at %.3g with a current of %.3g",
                target,
                farRate,
                near));
      }
      farRate = rateOfBias.applyAsDouble(far);
    }
    return halve(near, nearRate, far, farRate);
  }

  private double halve(double first, double firstRate, double second, double secondRate) {
    double near = first;
    double far = second;
    double best = distance(firstRate) < distance(secondRate) ? first : second;
    double bestRate = distance(firstRate) < distance(secondRate) ? firstRate : secondRate;
    for (int k = 0; k < HALVINGS && !isClose(bestRate); k++) {
      double middle = (near + far) / 2;
      double rate = rateOfBias.applyAsDouble(middle);
      if (distance(rate) < distance(bestRate)) {
        best = middle;
        bestRate = rate;
      }
      if ((rate < target) == (far > near)) {
        near = middle;
      } else {
        far = middle;
      }
    }
    return best;
  }

  private double distance(double rate) {
    return Math.abs(rate - target);
  }

  private boolean isClose(double rate) {
    return distance(rate) <= tolerance * target;
  }
}
