package dev.snn.bench.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.hipparchus.special.Erf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

class StudentizedRangeTest {

  /** {@code scipy_values.py}: {@code studentized_range.ppf} with infinitely many degrees. */
  @ParameterizedTest
  @CsvFileSource(resources = "range.csv", useHeadersInDisplayName = true)
  void agreesWithSciPy(int k, double p, double quantile) {
    assertThat(StudentizedRange.quantile(p, k)).isEqualTo(quantile, within(1e-7));
    assertThat(StudentizedRange.cumulative(quantile, k)).isEqualTo(p, within(1e-8));
  }

  /** Demsar 2006, table 5 (a): q_0.05 of the two-tailed Nemenyi test. */
  @ParameterizedTest
  @CsvSource({
    "2, 1.960",
    "3, 2.343",
    "4, 2.569",
    "5, 2.728",
    "6, 2.850",
    "7, 2.949",
    "8, 3.031",
    "9, 3.102",
    "10, 3.164"
  })
  void agreesWithDemsar(int k, double q) {
    // The table has 3.102 of nine, where the quantile is 3.1017, and 2.343 of three of 2.3437.
    assertThat(Friedman.q(k)).isEqualTo(q, within(1.1e-3));
  }

  /** The difference of two standard normal values has deviation sqrt(2). */
  @Test
  void ofTwoValues() {
    for (double q : new double[] {0.1, 1, 2.7718, 5}) {
      assertThat(StudentizedRange.cumulative(q, 2)).isEqualTo(Erf.erf(q / 2), within(1e-10));
    }
    assertThat(StudentizedRange.cumulative(0, 5)).isZero();
    assertThat(StudentizedRange.cumulative(60, 5)).isEqualTo(1, within(1e-12));
  }

  @Test
  void whatHasNoRange() {
    assertThatThrownBy(() -> StudentizedRange.cumulative(1, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> StudentizedRange.quantile(1, 3))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
