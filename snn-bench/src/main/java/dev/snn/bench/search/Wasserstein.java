package dev.snn.bench.search;

import dev.snn.api.plugin.Value;
import org.hipparchus.analysis.integration.gauss.GaussIntegrator;
import org.hipparchus.analysis.integration.gauss.GaussIntegratorFactory;
import org.hipparchus.distribution.continuous.NormalDistribution;

/**
 * Wasserstein distances of distributions on a line, {@code Wp^p = integral over u in (0, 1) of
 * |F1^-1(u) - F2^-1(u)|^p}. Of normal distributions the second, {@code W2^2 = (m1 - m2)^2 + (s1 -
 * s2)^2}; of others by the Gauss-Legendre rule over their quantiles.
 */
final class Wasserstein {
  private static final int POINTS = 24;
  private static final double[] U = new double[POINTS];
  private static final double[] WEIGHT = new double[POINTS];
  private static final double[] NORMAL = new double[POINTS];
  private static final GammaQuantiles GAMMA = new GammaQuantiles(U);

  static {
    GaussIntegrator rule = new GaussIntegratorFactory().legendre(POINTS, 0, 1);
    NormalDistribution normal = new NormalDistribution(0, 1);
    for (int i = 0; i < POINTS; i++) {
      U[i] = rule.getPoint(i);
      WEIGHT[i] = rule.getWeight(i);
      NORMAL[i] = normal.inverseCumulativeProbability(U[i]);
    }
  }

  private Wasserstein() {}

  /** Mean and deviation of a normal distribution, quantiles of another. */
  static double[] place(Value value) {
    if (value instanceof Value.Normal normal) {
      return new double[] {normal.mean(), normal.sd()};
    }
    if (value instanceof Value.Gamma gamma) {
      return GAMMA.of(gamma.shape(), gamma.scale());
    }
    double[] quantiles = new double[POINTS];
    if (value instanceof Value.Uniform uniform) {
      for (int i = 0; i < POINTS; i++) {
        quantiles[i] = uniform.low() + U[i] * (uniform.high() - uniform.low());
      }
    } else if (value instanceof Value.LogNormal logNormal) {
      for (int i = 0; i < POINTS; i++) {
        quantiles[i] = Math.exp(logNormal.mu() + logNormal.sigma() * NORMAL[i]);
      }
    } else {
      throw new IllegalArgumentException("no quantiles of " + value);
    }
    return quantiles;
  }

  /** W2 of two normal distributions. */
  static double ofNormals(double[] a, double[] b) {
    return Math.hypot(a[0] - b[0], a[1] - b[1]);
  }

  /** W1 of two distributions by their quantiles. */
  static double first(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < POINTS; i++) {
      sum += WEIGHT[i] * Math.abs(a[i] - b[i]);
    }
    return sum;
  }

  /** W2 of two distributions by their quantiles. */
  static double second(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < POINTS; i++) {
      double difference = a[i] - b[i];
      sum += WEIGHT[i] * difference * difference;
    }
    return Math.sqrt(sum);
  }
}
