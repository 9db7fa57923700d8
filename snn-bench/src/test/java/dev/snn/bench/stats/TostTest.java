package dev.snn.bench.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Reference values are the larger of SciPy's {@code ttest_1samp(d, -m, alternative='greater')} and
 * {@code ttest_1samp(d, m, alternative='less')}.
 */
class TostTest {

  @ParameterizedTest
  @CsvSource({
    // differences, margin, p of equivalence, p of difference, within, beyond
    "0.4 -0.3 0.1 -0.2 0.2, 1, 0.00086660626651, 0.771715126849, true, false",
    "1.5 -1.2 0.9 -0.8 0.1, 1, 0.0746448096638, 0.852678923459, false, false",
    "0.3 0.4 0.5 0.35 0.45, 1, 3.53467484325e-05, 0.000347891440571, true, false",
    "0.6 1.4 0.9 0.7 1.2, 1, 0.401666303315, 0.00308617501127, false, false",
    "0.6 1.0 1.4, 0.5, 0.918609179139, 0.0494136242133, false, false",
    "2.1 2.4 1.9 2.2 2.0, 1, 0.999899579412, 1.60886327692e-05, false, true",
    "-2.1 -2.4 -1.9 -2.2 -2.0, 1, 0.999899579412, 1.60886327692e-05, false, true",
  })
  void agreesWithSciPy(
      String text, double margin, double p, double ofDifference, boolean within, boolean beyond) {
    List<Double> differences = List.of(text.split(" ")).stream().map(Double::valueOf).toList();

    Tost tost = Tost.of(differences, margin);

    assertThat(tost.margin()).isEqualTo(margin);
    assertThat(tost.p()).isEqualTo(p, within(1e-8 * Math.max(p, 1e-3)));
    assertThat(PairedT.of(differences).p()).isEqualTo(ofDifference, within(1e-8));
    assertThat(tost.isWithin()).isEqualTo(within);
    assertThat(tost.isBeyond()).isEqualTo(beyond);
  }

  /** With one degree of freedom the t distribution is Cauchy's: P(T <= t) = 1/2 + atan(t) / pi. */
  @Test
  void twoPairsFollowTheCauchyDistribution() {
    Tost tost = Tost.of(List.of(1.0, 3.0), 5);
    assertThat(tost.p()).isEqualTo(0.5 + Math.atan(-3) / Math.PI, within(1e-9));
    assertThat(Tost.of(List.of(-1.0, -3.0), 5).p()).isEqualTo(tost.p());
  }

  /** Five per cent each: where the 90 % interval ends at the margin, p is 0.05. */
  @Test
  void theNinetyPercentIntervalDecides() {
    double half = 2.919985580354 / Math.sqrt(3);
    assertThat(Tost.of(List.of(1.0, 2.0, 3.0), 2 + half).p()).isEqualTo(0.05, within(1e-9));
    assertThat(Tost.of(List.of(1.0, 2.0, 3.0), 2 + half + 0.01).isWithin()).isTrue();
    assertThat(Tost.of(List.of(1.0, 2.0, 3.0), 2 + half - 0.01).isWithin()).isFalse();
  }

  @Test
  void equalDifferencesAndTooLittleToTest() {
    assertThat(Tost.of(List.of(-0.5, -0.5), 1).p()).isZero();
    assertThat(Tost.of(List.of(2.0, 2.0), 1).p()).isEqualTo(1);
    assertThat(Tost.of(List.of(1.0, 1.0), 1).p()).isEqualTo(0.5);
    for (Tost none : List.of(Tost.of(List.of(0.1), 1), Tost.of(List.of(0.1, 0.2), Double.NaN))) {
      assertThat(none.p()).isNaN();
      assertThat(none.isWithin()).isFalse();
      assertThat(none.isBeyond()).isFalse();
    }
  }
}
