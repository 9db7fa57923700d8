package dev.snn.bench.stats;

import java.util.List;
import org.hipparchus.distribution.continuous.TDistribution;

/**
 * Mean and standard deviation.
 *
 * @param n number of values
 * @param mean NaN where there are none
 * @param sd with n-1; NaN where there are fewer than two
 */
public record Moments(int n, double mean, double sd) {

  /** Half the width of the 95 % t interval of the mean; NaN where there are fewer than two. */
  public double halfInterval() {
    return n < 2
        ? Double.NaN
        : new TDistribution(n - 1).inverseCumulativeProbability(0.975) * sd / Math.sqrt(n);
  }

  /** Of these values, in two passes. */
  public static Moments of(List<Double> values) {
    int n = values.size();
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    double mean = n == 0 ? Double.NaN : sum / n;
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    return new Moments(n, mean, n < 2 ? Double.NaN : Math.sqrt(squares / (n - 1)));
  }
}
