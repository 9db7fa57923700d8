package dev.snn.bench.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class FriedmanTest {

  /** Demsar 2006, table 6: C4.5 in four variants on 14 data sets, AUC. */
  private static final double[][] DEMSAR = {
    {0.763, 0.768, 0.771, 0.798},
    {0.599, 0.591, 0.590, 0.569},
    {0.954, 0.971, 0.968, 0.967},
    {0.628, 0.661, 0.654, 0.657},
    {0.882, 0.888, 0.886, 0.898},
    {0.936, 0.931, 0.916, 0.931},
    {0.661, 0.668, 0.609, 0.685},
    {0.583, 0.583, 0.563, 0.625},
    {0.775, 0.838, 0.866, 0.875},
    {1.000, 1.000, 1.000, 1.000},
    {0.940, 0.962, 0.965, 0.962},
    {0.619, 0.666, 0.614, 0.669},
    {0.972, 0.981, 0.9751, 0.975},
    {0.957, 0.978, 0.946, 0.970}
  };

  private static double[] numbers(String text) {
    return Arrays.stream(text.split(" ")).mapToDouble(Double::parseDouble).toArray();
  }

  /** {@code scipy_values.py}: {@code friedmanchisquare}, {@code f.sf}, {@code rankdata}. */
  @ParameterizedTest
  @CsvFileSource(resources = "friedman.csv", useHeadersInDisplayName = true)
  void agreesWithSciPy(
      String values, String ranks, double chi2, double p, double f, double pf, double difference) {
    double[][] table =
        Arrays.stream(values.split("/")).map(FriedmanTest::numbers).toArray(double[][]::new);

    Friedman test = Friedman.of(table, true);

    assertThat(test.ranks()).containsExactly(numbers(ranks), within(1e-12));
    assertThat(test.chi2()).isEqualTo(chi2, within(1e-9));
    assertThat(test.p()).isEqualTo(p, within(1e-9 * p));
    assertThat(test.f()).isEqualTo(f, within(1e-9 * Math.max(1, f)));
    assertThat(test.pf()).isEqualTo(pf, within(1e-7 * pf));
    assertThat(test.difference()).isEqualTo(difference, within(1e-6));
  }

  /** Section 3.2.3 of the paper, which leaves ties out of chi2: 9.28 and 3.69 there. */
  @Test
  void agreesWithThePaper() {
    Friedman test = Friedman.of(DEMSAR, true);

    assertThat(test.ranks())
        .containsExactly(new double[] {3.143, 2.000, 2.893, 1.964}, within(6e-4));
    assertThat(test.difference()).isEqualTo(1.25, within(0.005));
    double ties = (60 + 6 + 6 + 6) / (14 * 60.0);
    assertThat(test.chi2() * (1 - ties)).isEqualTo(9.28, within(0.005));
    double untied = test.chi2() * (1 - ties);
    assertThat(13 * untied / (14 * 3 - untied)).isEqualTo(3.69, within(0.005));
    // Differences of 1.18 at most: with 14 data sets Nemenyi's test sees none.
    assertThat(test.groups()).containsExactly(new int[] {0, 3});
  }

  @Test
  void lessIsBetter() {
    double[][] values = {{1, 2, 3}, {1, 2, 3}, {1, 3, 2}};
    assertThat(Friedman.of(values, false).ranks())
        .containsExactly(new double[] {1, 7.0 / 3, 8.0 / 3}, within(1e-12));
    assertThat(Friedman.of(values, true).order()).containsExactly(2, 1, 0);
  }

  @Test
  void equalsHaveTheMeanOfTheirPlaces() {
    assertThat(Friedman.ranks(new double[] {0.5, 0.7, 0.5, 0.9, 0.5}, true))
        .containsExactly(4, 2, 4, 1, 4);
    assertThat(Friedman.ranks(new double[] {2, 1, 2}, false)).containsExactly(2.5, 1, 2.5);
  }

  @Test
  void allEqualAndAllInOneOrder() {
    Friedman equal = Friedman.of(new double[][] {{1, 1, 1}, {2, 2, 2}}, true);
    assertThat(equal.chi2()).isZero();
    assertThat(equal.p()).isEqualTo(1);
    assertThat(equal.pf()).isEqualTo(1);
    assertThat(equal.groups()).containsExactly(new int[] {0, 2});

    double[][] values = new double[12][];
    Arrays.fill(values, new double[] {3, 2, 1});
    Friedman same = Friedman.of(values, true);
    assertThat(same.chi2()).isEqualTo(24, within(1e-9));
    assertThat(same.f()).isInfinite();
    assertThat(same.pf()).isZero();
    // CD = 2.3437 sqrt(3 * 4 / 72) = 0.957: each differs from the next.
    assertThat(same.groups()).isEmpty();
  }

  /** CD = 2.3437 sqrt(12 / 54) = 1.105; ranks 1, 2 and 3: neighbours are not told apart. */
  @Test
  void groupsOverlap() {
    double[][] values = new double[9][];
    Arrays.fill(values, new double[] {3, 2, 1});
    assertThat(Friedman.of(values, true).groups())
        .containsExactly(new int[] {0, 1}, new int[] {1, 2});
  }

  @Test
  void tooLittleToRank() {
    assertThatThrownBy(() -> Friedman.of(new double[][] {{1, 2, 3}}, true))
        .hasMessage("ranks need 2 blocks and 3 treatments or more, got 1 and 3");
    assertThatThrownBy(() -> Friedman.of(new double[][] {{1, 2}, {1, 2}}, true))
        .hasMessage("ranks need 2 blocks and 3 treatments or more, got 2 and 2");
    assertThatThrownBy(() -> Friedman.of(new double[0][], true))
        .hasMessage("ranks need 2 blocks and 3 treatments or more, got 0 and 0");
  }
}
