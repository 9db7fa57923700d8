package dev.snn.bench.stats;

import java.util.List;
import org.hipparchus.distribution.continuous.TDistribution;

/**
 * Two one-sided paired t-tests for equivalence (Schuirmann 1987, J. Pharmacokinet. Biopharm. 15,
 * 657-680; doi:10.1007/BF01068419): with the mean d, the error {@code e = s / sqrt(n)} of n
 * differences and a margin m, {@code p = max(P(T >= (d + m) / e), P(T <= (d - m) / e))} with n-1
 * degrees of freedom. It is below 0.05 exactly where the 90 % interval of d lies within -m and m.
 * Fewer than two differences, or no margin, give no p (NaN). Differences that are all equal give p
 * = 0 within the margin, 1 beyond it and 0.5 at it.
 *
 * @param margin in the unit of the differences; NaN where none is stated
 * @param p of the larger of the two tests
 */
public record Tost(double margin, double p) {
  private static final double LEVEL = 0.05;

  /** Of these differences. */
  public static Tost of(List<Double> differences, double margin) {
    Moments m = Moments.of(differences);
    if (m.n() < 2 || Double.isNaN(margin)) {
      return new Tost(margin, Double.NaN);
    }
    double beyond = Math.abs(m.mean()) - margin;
    double error = m.sd() / Math.sqrt(m.n());
    if (error == 0) {
      return new Tost(margin, (Math.signum(beyond) + 1) / 2);
    }
    // The test against the nearer end of -margin to margin is the one with the larger p.
    return new Tost(margin, new TDistribution(m.n() - 1).cumulativeProbability(beyond / error));
  }

  /** True where the mean is shown to lie within the margin, at the level 0.05. */
  public boolean isWithin() {
    return p < LEVEL;
  }

  /** True where the mean is shown to lie beyond it: the whole 95 % interval does. */
  public boolean isBeyond() {
    return p > 1 - LEVEL / 2;
  }
}
