package dev.snn.bench.stats;

import org.hipparchus.distribution.continuous.NormalDistribution;
import org.hipparchus.distribution.discrete.BinomialDistribution;

/**
 * McNemar's test of two classifiers on the same samples (McNemar 1947, Psychometrika 12, 153-157,
 * doi:10.1007/BF02295996). With b samples that only the first predicts right and c that only the
 * second does, and where neither is better b ~ Binomial(b + c, 1/2):
 *
 * <pre>
 *   b + c &gt;= 25:  chi2 = max(0, |b - c| - 1)^2 / (b + c), one degree of freedom   (Edwards' correction)
 *   b + c &lt;  25:  p = min(1, 2 P(B &lt;= min(b, c)))                                  (exact)
 * </pre>
 *
 * <p>Without a sample that one of them alone predicts right p is 1.
 *
 * @param b samples that only the first predicts right
 * @param c samples that only the second predicts right
 * @param chi2 NaN where the test is the exact one
 * @param p two-sided
 */
public record McNemar(long b, long c, double chi2, double p) {
  /** Samples on which the two differ, from which on chi2 is good enough. */
  public static final int ENOUGH = 25;

  private static final double LEVEL = 0.05;

  /** Of these counts. */
  public static McNemar of(long b, long c) {
    long differing = b + c;
    if (differing == 0) {
      return new McNemar(b, c, Double.NaN, 1);
    }
    if (differing < ENOUGH) {
      BinomialDistribution binomial = new BinomialDistribution((int) differing, 0.5);
      double p = Math.min(1, 2 * binomial.cumulativeProbability((int) Math.min(b, c)));
      return new McNemar(b, c, Double.NaN, p);
    }
    double corrected = Math.max(0, Math.abs(b - c) - 1);
    double chi2 = corrected * corrected / differing;
    // A chi2 of one degree of freedom is the square of a standard normal value.
    double p = 2 * new NormalDistribution().cumulativeProbability(-Math.sqrt(chi2));
    return new McNemar(b, c, chi2, p);
  }

  /** True where p is from the binomial distribution itself. */
  public boolean isExact() {
    return b + c < ENOUGH;
  }

  /** True where the first is significantly better, at the level 0.05. */
  public boolean isFirstBetter() {
    return p < LEVEL && b > c;
  }

  /** True where the second is significantly better, at the level 0.05. */
  public boolean isSecondBetter() {
    return p < LEVEL && c > b;
  }
}
