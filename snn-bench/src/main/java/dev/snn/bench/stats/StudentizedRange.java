package dev.snn.bench.stats;

import org.hipparchus.special.Erf;

/**
 * The range of k independent standard normal values, which is the studentized range with infinitely
 * many degrees of freedom (Tukey; Harter 1960, doi:10.1214/aoms/1177705684):
 *
 * <pre>
 *   P(R &lt;= q) = k * integral of phi(z) (Phi(z) - Phi(z - q))^(k-1) dz,   the largest value at z
 * </pre>
 *
 * <p>Simpson's rule on steps of 1/64 from -8 to 8, outside of which the integrand is below 1e-14.
 */
public final class StudentizedRange {
  private static final double END = 8;
  private static final int STEPS = 1024;
  private static final double LARGEST = 64;
  private static final int HALVINGS = 80;

  private StudentizedRange() {}

  /** P(R &lt;= q) of k values. */
  public static double cumulative(double q, int k) {
    if (k < 2) {
      throw new IllegalArgumentException("a range needs two values or more, got " + k);
    }
    if (q <= 0) {
      return 0;
    }
    double step = 2 * END / STEPS;
    double sum = 0;
    for (int i = 0; i <= STEPS; i++) {
      int weight = i == 0 || i == STEPS ? 1 : i % 2 == 0 ? 2 : 4;
      double z = -END + i * step;
      double density = Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
      sum += weight * density * Math.pow(between(z - q, z), k - 1);
    }
    return Math.min(1, k * sum * step / 3);
  }

  /** The chance of a standard normal value between two. */
  private static double between(double low, double high) {
    return Erf.erf(low / Math.sqrt(2), high / Math.sqrt(2)) / 2;
  }

  /** The q with P(R &lt;= q) = p. */
  public static double quantile(double p, int k) {
    if (!(p > 0 && p < 1)) {
      throw new IllegalArgumentException("a probability lies between 0 and 1, got " + p);
    }
    double low = 0;
    double high = LARGEST;
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (low + high) / 2;
      if (cumulative(middle, k) < p) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }
}
