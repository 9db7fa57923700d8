package dev.snn.bench.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.snn.api.plugin.Value;
import org.hipparchus.distribution.continuous.GammaDistribution;
import org.junit.jupiter.api.Test;

class WassersteinTest {
  private static double first(Value a, Value b) {
    return Wasserstein.first(Wasserstein.place(a), Wasserstein.place(b));
  }

  private static double second(Value a, Value b) {
    return Wasserstein.second(Wasserstein.place(a), Wasserstein.place(b));
  }

  @Test
  void normalDistributionsInClosedForm() {
    double[] a = Wasserstein.place(new Value.Normal(1, 2));
    double[] b = Wasserstein.place(new Value.Normal(4, 6));
    assertThat(Wasserstein.ofNormals(a, b)).isEqualTo(5);
  }

  /** Quantiles that do not cross: W1 is the difference of the means. */
  @Test
  void firstDistanceOfGammaDistributions() {
    for (double shape : new double[] {0.5, 1, 3, 10}) {
      Value gamma = new Value.Gamma(shape, 5);
      assertThat(first(gamma, new Value.Gamma(shape, 9)))
          .isCloseTo(4 * shape, within(0.003 * 4 * shape));
      assertThat(first(gamma, new Value.Gamma(2 * shape, 5)))
          .isCloseTo(5 * shape, within(0.003 * 5 * shape));
      assertThat(first(gamma, gamma)).isZero();
    }
  }

  /** Of one shape: W2^2 = (difference of scales)^2 E[x^2] = (difference)^2 (k + k^2). */
  @Test
  void secondDistanceOfGammaDistributions() {
    for (double shape : new double[] {1, 3, 10}) {
      double exact = 4 * Math.sqrt(shape + shape * shape);
      assertThat(second(new Value.Gamma(shape, 5), new Value.Gamma(shape, 9)))
          .isCloseTo(exact, within(0.01 * exact));
    }
  }

  @Test
  void interpolatedQuantilesOfGammaDistributions() {
    double[] probabilities = {0.001, 0.1, 0.5, 0.9, 0.999};
    GammaQuantiles quantiles = new GammaQuantiles(probabilities);
    for (double shape : new double[] {0.31, 0.7, 1, 2.345, 11, 230}) {
      GammaDistribution exact = new GammaDistribution(shape, 2);
      double[] found = quantiles.of(shape, 2);
      for (int i = 0; i < found.length; i++) {
        double q = exact.inverseCumulativeProbability(probabilities[i]);
        assertThat(found[i]).isCloseTo(q, within(1e-5 * exact.getNumericalMean()));
      }
    }
  }

  @Test
  void uniformDistributions() {
    Value a = new Value.Uniform(0, 2);
    Value b = new Value.Uniform(3, 11);
    // Means 1 and 7, widths 2 and 8.
    assertThat(first(a, b)).isCloseTo(6, within(1e-12));
    assertThat(second(a, b)).isCloseTo(Math.sqrt(36 + 36 / 12.0), within(1e-12));
  }

  @Test
  void logNormalDistributions() {
    Value a = new Value.LogNormal(0, 0.5);
    Value b = new Value.LogNormal(1, 0.5);
    assertThat(first(a, b)).isCloseTo(b.mean() - a.mean(), within(0.003 * b.mean()));
  }
}
