package dev.snn.bench.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class McNemarTest {

  /** {@code scipy_values.py}: {@code chi2.sf}, and {@code binomtest} where there are few. */
  @ParameterizedTest
  @CsvFileSource(resources = "mcnemar.csv", useHeadersInDisplayName = true)
  void agreesWithSciPy(long b, long c, Double chi2, double p) {
    McNemar test = McNemar.of(b, c);

    assertThat(test.p()).isEqualTo(p, within(1e-9 * p));
    assertThat(test.isExact()).isEqualTo(chi2 == null);
    if (chi2 == null) {
      assertThat(test.chi2()).isNaN();
    } else {
      assertThat(test.chi2()).isEqualTo(chi2, within(1e-9));
    }
  }

  @Test
  void oneOfTheTwoIsBetterOrNeither() {
    assertThat(McNemar.of(121, 59).isFirstBetter()).isTrue();
    assertThat(McNemar.of(121, 59).isSecondBetter()).isFalse();
    assertThat(McNemar.of(59, 121).isSecondBetter()).isTrue();
    assertThat(McNemar.of(0, 6).isSecondBetter()).isTrue();
    // Five against none are p = 1/16.
    assertThat(McNemar.of(5, 0).isFirstBetter()).isFalse();
    assertThat(McNemar.of(5, 0).p()).isEqualTo(1.0 / 16, within(1e-12));
  }
}
