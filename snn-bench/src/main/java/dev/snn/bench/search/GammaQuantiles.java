package dev.snn.bench.search;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hipparchus.distribution.continuous.GammaDistribution;

/**
 * Quantiles of gamma distributions at fixed probabilities, by cubic interpolation in the logarithm
 * of the shape: an inversion of the distribution function takes several microseconds, and a search
 * asks for tens of thousands.
 */
final class GammaQuantiles {
  private static final double STEP = 0.05;

  private final double[] probabilities;
  private final Map<Long, double[]> nodes = new ConcurrentHashMap<>();

  GammaQuantiles(double[] probabilities) {
    this.probabilities = probabilities;
  }

  /** One quantile for each probability. */
  double[] of(double shape, double scale) {
    double at = Math.log(shape) / STEP;
    long node = (long) Math.floor(at);
    double x = at - node;
    double[] weights = {
      -x * (x - 1) * (x - 2) / 6,
      (x + 1) * (x - 1) * (x - 2) / 2,
      -(x + 1) * x * (x - 2) / 2,
      (x + 1) * x * (x - 1) / 6
    };
    double[] quantiles = new double[probabilities.length];
    for (int k = 0; k < weights.length; k++) {
      double[] known = nodes.computeIfAbsent(node - 1 + k, this::node);
      for (int i = 0; i < quantiles.length; i++) {
        quantiles[i] += scale * weights[k] * known[i];
      }
    }
    return quantiles;
  }

  private double[] node(long node) {
    GammaDistribution distribution = new GammaDistribution(Math.exp(node * STEP), 1);
    double[] quantiles = new double[probabilities.length];
    for (int i = 0; i < quantiles.length; i++) {
      quantiles[i] = distribution.inverseCumulativeProbability(probabilities[i]);
    }
    return quantiles;
  }
}
