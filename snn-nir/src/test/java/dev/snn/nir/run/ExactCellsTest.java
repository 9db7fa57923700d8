package dev.snn.nir.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExactCellsTest {
  private static final double DT = 1e-3;

  private static double[] of(double value) {
    return new double[] {value};
  }

  private static ExactCells leaky(double tau, double threshold, double reset) {
    return new ExactCells(DT, of(tau), null, of(2), of(0.1), of(threshold), of(reset), of(1));
  }

  /** Between spikes the solution is known: v = v_inf + (v_0 - v_inf) exp(-t / tau). */
  @Test
  void aMembraneDecaysAsTheEquationSays() {
    ExactCells cells = leaky(5e-3, Double.POSITIVE_INFINITY, 0);
    double[] v = {0.7};

    for (int t = 0; t < 10; t++) {
      assertThat(cells.step(v, null, 0, 0.25)).isZero();
    }

    assertThat(v[0]).isCloseTo(0.6 + 0.1 * Math.exp(-2), within(1e-14));
  }

  /** From reset to threshold takes tau ln(v_inf / (v_inf - v_threshold)). */
  @Test
  void firesAsOftenAsItsPeriodSays() {
    ExactCells cells = leaky(5e-3, 0.3, 0.1);
    double[] v = {0.1};
    double period = 5e-3 * Math.log(20 / (20 - 0.2));
    int spikes = 0;

    for (int t = 0; t < 100; t++) {
      spikes += cells.step(v, null, 0, 10);
    }

    assertThat(spikes).isEqualTo((int) (0.1 / period)).isGreaterThan(1900);
    double since = 0.1 - spikes * period;
    assertThat(v[0]).isCloseTo(20.1 - 20 * Math.exp(-since / 5e-3), within(1e-9));
  }

  @Test
  void aMembraneAtItsThresholdDoesNotFire() {
    ExactCells cells = leaky(5e-3, 0.1, 0);
    double[] v = {0.1};

    assertThat(cells.step(v, null, 0, 0)).isZero();
    assertThat(v[0]).isEqualTo(0.1);
  }

  /** Against Euler's scheme in steps of a ten-thousandth, at equal and unequal time constants. */
  @ParameterizedTest
  @ValueSource(doubles = {2e-3, 5e-3, 5.0000001e-3, 9e-3, 3e-4})
  void aSynapticCurrentIsThatOfTheEquations(double tauSyn) {
    ExactCells cells =
        new ExactCells(DT, of(5e-3), of(tauSyn), of(1.5), of(-0.1), of(0.4), of(-0.2), of(3));
    Random random = new Random(1);
    double[] v = {-0.1};
    double[] i = {0};
    double fineV = -0.1;
    double fineI = 0;
    int parts = 20_000;
    int spikes = 0;
    int fineSpikes = 0;
    for (int t = 0; t < 60; t++) {
      double x = random.nextInt(4) == 0 ? 1 : 0;
      spikes += cells.step(v, i, 0, x);
      for (int k = 0; k < parts; k++) {
        double h = DT / parts;
        double before = fineI;
        fineI += h / tauSyn * (-fineI + 3 * x);
        fineV += h / 5e-3 * (-0.1 - fineV + 1.5 * (before + fineI) / 2);
        if (fineV > 0.4) {
          fineV = -0.2;
          fineSpikes++;
        }
      }
      assertThat(v[0]).as("step %d", t).isCloseTo(fineV, within(1e-3));
      assertThat(i[0]).isCloseTo(fineI, within(1e-3));
    }
    assertThat(spikes).isEqualTo(fineSpikes).isGreaterThan(5);
  }

  /** A pulse whose membrane rises above the threshold and is below it again when the step ends. */
  @Test
  void aMaximumWithinAStepFires() {
    ExactCells cells = new ExactCells(0.1, of(5e-3), of(5e-3), of(1), of(0), of(0.3), of(0), of(1));
    double[] v = {0};
    double[] i = {1};

    // Without a spike v = t / tau exp(-t / tau): at most 1 / e.
    int spikes = cells.step(v, i, 0, 0);

    assertThat(spikes).isEqualTo(1);
    assertThat(v[0]).isCloseTo(0, within(1e-6));
  }

  /** A step of a thousand time constants of the membrane, as where a user takes dt for ms. */
  @Test
  void aLongStepEndsAtTheSteadyState() {
    ExactCells cells =
        new ExactCells(
            1, of(1e-3), of(5e-3), of(2), of(0.1), of(Double.POSITIVE_INFINITY), of(0), of(1));
    double[] v = {0};
    double[] i = {1};

    assertThat(cells.step(v, i, 0, 0.25)).isZero();
    assertThat(v[0]).isCloseTo(0.6, within(1e-12));
  }

  @Test
  void doesNotFireWithoutAnEnd() {
    ExactCells cells = leaky(5e-3, 0.3, 0.5);
    double[] v = {0.4};

    assertThat(cells.step(v, null, 0, 1)).isEqualTo(ExactCells.MOST);
  }
}
