package dev.snn.bench.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class StatsTest {

  @Test
  void momentsUseNMinusOne() {
    Moments m = Moments.of(List.of(1.0, 2.0, 3.0, 6.0));
    assertThat(m.mean()).isEqualTo(3);
    assertThat(m.sd()).isEqualTo(Math.sqrt(14.0 / 3), within(1e-15));
    assertThat(Moments.of(List.of(1.0)).sd()).isNaN();
    assertThat(Moments.of(List.of()).mean()).isNaN();
  }

  /** With one degree of freedom the t distribution is Cauchy's: p = 1 - 2 atan(t) / pi. */
  @Test
  void twoPairsFollowTheCauchyDistribution() {
    PairedT t = PairedT.of(List.of(1.0, 3.0));
    assertThat(t.difference()).isEqualTo(2);
    assertThat(t.p()).isEqualTo(1 - 2 * Math.atan(2) / Math.PI, within(1e-9));
    double half = Math.tan(0.475 * Math.PI);
    assertThat(t.low()).isEqualTo(2 - half, within(1e-5));
    assertThat(t.high()).isEqualTo(2 + half, within(1e-5));
  }

  /** With two degrees of freedom p = 1 - t / sqrt(2 + t^2). */
  @Test
  void threePairs() {
    PairedT t = PairedT.of(List.of(1.0, 2.0, 3.0));
    double x = 2 * Math.sqrt(3);
    assertThat(t.p()).isEqualTo(1 - x / Math.sqrt(2 + x * x), within(1e-9));
    assertThat(t.high() - t.difference()).isEqualTo(4.302652729 / Math.sqrt(3), within(1e-6));
  }

  @Test
  void equalDifferencesAndTooFewPairs() {
    assertThat(PairedT.of(List.of(2.0, 2.0))).isEqualTo(new PairedT(2, 2, 2, 2, 0));
    assertThat(PairedT.of(List.of(0.0, 0.0)).p()).isEqualTo(1);
    PairedT one = PairedT.of(List.of(2.0));
    assertThat(one.difference()).isEqualTo(2);
    assertThat(one.p()).isNaN();
    assertThat(one.low()).isNaN();
  }

  @Test
  void holmStepsDownAndStaysMonotone() {
    assertThat(Holm.correct(new double[] {0.01, 0.04, 0.03, 0.005}))
        .containsExactly(new double[] {0.03, 0.06, 0.06, 0.02}, within(1e-12));
    assertThat(Holm.correct(new double[] {0.6, 0.7})).containsExactly(1, 1);
    double[] withNaN = Holm.correct(new double[] {Double.NaN, 0.02});
    assertThat(withNaN[0]).isNaN();
    assertThat(withNaN[1]).isEqualTo(0.02);
  }

  @Test
  void welchTakesSamplesOfUnequalVariance() {
    // Means 2 and 4, variances 1 and 4, squared errors 1/3 and 4/3: t = -2 / sqrt(5/3) = -1.549193
    // with (5/3)^2 / ((1/9 + 16/9) / 2) = 2.941176 degrees of freedom.
    WelchT t = WelchT.of(List.of(1.0, 2.0, 3.0), List.of(2.0, 4.0, 6.0));

    assertThat(t.difference()).isEqualTo(-2);
    assertThat(t.p()).isCloseTo(0.22088084049, within(1e-6));
    assertThat(t.low()).isCloseTo(-2 - 4.155399503, within(1e-6));
    assertThat(t.high()).isCloseTo(-2 + 4.155399503, within(1e-6));
  }

  @Test
  void welchWithoutDeviation() {
    assertThat(WelchT.of(List.of(1.0, 1.0), List.of(1.0, 1.0)).p()).isEqualTo(1);
    assertThat(WelchT.of(List.of(1.0, 1.0), List.of(2.0, 2.0)).p()).isZero();
    assertThat(WelchT.of(List.of(1.0), List.of(2.0, 3.0)).p()).isNaN();
  }
}
