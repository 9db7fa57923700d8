package dev.snn.bench.search;

import org.hipparchus.special.Erf;

/**
 * Expected improvement (Jones, Schonlau and Welch 1998, doi:10.1023/A:1008306431147, equation 15)
 * as a logarithm, so that it can be told where it is too small for a double (Ament et al. 2023,
 * arXiv:2310.20708).
 */
final class Improvement {
  private static final double HALF_LOG_2_PI = 0.5 * Math.log(2 * Math.PI);
  private static final double FAR = -30;

  private Improvement() {}

  /**
   * {@code log E[max(0, best - f)]} for f normal.
   *
   * @param sd 0 gives minus infinity
   */
  static double log(double best, double mean, double sd) {
    return sd > 0 ? Math.log(sd) + logH((best - mean) / sd) : Double.NEGATIVE_INFINITY;
  }

  /** {@code log(phi(z) + z Phi(z))}. */
  static double logH(double z) {
    double logPhi = -0.5 * z * z - HALF_LOG_2_PI;
    if (z > -1) {
      return Math.log(Math.exp(logPhi) + z * cdf(z));
    }
    if (z > FAR) {
      return logPhi + Math.log1p(z * cdf(z) / Math.exp(logPhi));
    }
    return logPhi - 2 * Math.log(-z);
  }

  private static double cdf(double z) {
    return 0.5 * Erf.erfc(-z / Math.sqrt(2));
  }
}
