package dev.snn.bench.stats;

import java.util.List;
import org.hipparchus.distribution.continuous.TDistribution;

/**
 * Two-sided paired t-test: with the mean d and the deviation s of n differences, {@code t = d / (s
 * / sqrt(n))} has n-1 degrees of freedom. Fewer than two pairs give no interval and no p (NaN);
 * differences that are all equal give an interval of no width and p = 0, or p = 1 where they are 0.
 *
 * @param n number of pairs
 * @param difference mean of the differences
 * @param low lower end of the 95 % interval
 * @param high upper end of the 95 % interval
 * @param p two-sided
 */
public record PairedT(int n, double difference, double low, double high, double p) {

  /** Of these differences. */
  public static PairedT of(List<Double> differences) {
    Moments m = Moments.of(differences);
    if (m.n() < 2) {
      return new PairedT(m.n(), m.mean(), Double.NaN, Double.NaN, Double.NaN);
    }
    double error = m.sd() / Math.sqrt(m.n());
    if (error == 0) {
      return new PairedT(m.n(), m.mean(), m.mean(), m.mean(), m.mean() == 0 ? 1 : 0);
    }
    TDistribution t = new TDistribution(m.n() - 1);
    double half = m.halfInterval();
    double p = 2 * t.cumulativeProbability(-Math.abs(m.mean() / error));
    return new PairedT(m.n(), m.mean(), m.mean() - half, m.mean() + half, p);
  }
}
