package dev.snn.bench.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ImprovementTest {

  /** E[max(0, best - f)] by the trapezoidal rule. */
  private static double integral(double best, double mean, double sd) {
    double sum = 0;
    double dx = 1e-4;
    for (double x = -10; x < 10; x += dx) {
      double density = Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);
      sum += Math.max(0, best - (mean + sd * x)) * density * dx;
    }
    return sum;
  }

  @Test
  void theMeanOfTheImprovement() {
    for (double mean : new double[] {-3, -1, 0.5, 2, 4}) {
      assertThat(Math.exp(Improvement.log(0.5, mean, 0.7)))
          .isCloseTo(integral(0.5, mean, 0.7), within(1e-7));
    }
  }

  @Test
  void itsLogarithmIsSmoothWhereOneFormTakesOverFromAnother() {
    for (double z : new double[] {-1, -30}) {
      double slope = Improvement.logH(z + 2e-3) - Improvement.logH(z + 1e-3);
      double step = Improvement.logH(z + 1e-9) - Improvement.logH(z - 1e-9);
      assertThat(step).isCloseTo(0, within(4e-3));
      assertThat(Improvement.logH(z) - Improvement.logH(z - 1e-3)).isCloseTo(slope, within(4e-3));
    }
    // log h(z) = log phi(z) - 2 log|z| - 3 / z^2 + O(z^-4).
    assertThat(Improvement.logH(-20))
        .isCloseTo(-200 - 0.5 * Math.log(2 * Math.PI) - 2 * Math.log(20) - 3 / 400.0, within(2e-4));
  }

  @Test
  void farBelowAllDoublesItStillGrows() {
    assertThat(Improvement.logH(-200)).isGreaterThan(Improvement.logH(-201)).isLessThan(-20_000);
    assertThat(Improvement.log(0, 1, 0)).isEqualTo(Double.NEGATIVE_INFINITY);
  }
}
