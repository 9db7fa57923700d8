package dev.snn.bench.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.snn.bench.stats.Moments;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class DigitsTest {
  private static List<String> texts(Moments... column) {
    Digits digits = Digits.of(List.of(column));
    return List.of(column).stream().map(digits::text).toList();
  }

  private static Moments of(double mean, double sd) {
    return new Moments(3, mean, sd);
  }

  private static List<String> plain(double... means) {
    return texts(
        DoubleStream.of(means)
            .mapToObj(mean -> new Moments(1, mean, Double.NaN))
            .toArray(Moments[]::new));
  }

  @Test
  void aSpreadGetsTwoDigitsAndTheColumnAsManyDecimals() {
    assertThat(texts(of(14 / 3.0, 0.57735), of(7, 0)))
        .containsExactly("4.67 ± 0.58", "7.00 ± 0.00");
    assertThat(texts(of(51.234, 3.456), of(7.5, 12))).containsExactly("51 ± 3", "8 ± 12");
    assertThat(texts(of(0.12345, 0.00996))).containsExactly("0.123 ± 0.010");
  }

  @Test
  void theMedianSpreadDecides() {
    assertThat(texts(of(1, 0.001), of(2, 0.1), of(3, 9)))
        .containsExactly("1.00 ± 0.00", "2.00 ± 0.10", "3.00 ± 9.00");
  }

  @Test
  void numbersWithoutSpreadGetFourDigitsOfTheLargestAndTwoOfTheSmallest() {
    assertThat(plain(106.94, 132.04)).containsExactly("106.9", "132.0");
    assertThat(plain(0.32744, 0.3084)).containsExactly("0.3274", "0.3084");
    assertThat(plain(132.04, 0.0031)).containsExactly("132.0400", "0.0031");
    assertThat(plain(7, 12)).containsExactly("7", "12");
    assertThat(plain(1.2345e-4, Double.NaN)).containsExactly("1.23e-04", "");
  }

  @Test
  void aScoreThatRoundsToNothingKeepsItsDigits() {
    assertThat(texts(of(0.1156, 0.005), of(0.000064, 0.000012), of(0.07, 0.0061)))
        .containsExactly("0.1156 ± 0.0050", "6.4e-05 ± 1.2e-05", "0.0700 ± 0.0061");
  }

  @Test
  void sharesArePercentWithTwoDecimals() {
    assertThat(Digits.percent().text(of(0.9052, 0.00219))).isEqualTo("90.52 ± 0.22");
  }

  @Test
  void valuesOfOptionsAreWhatWasWritten() {
    assertThat(Numbers.shortened(0.001)).isEqualTo("0.001");
    assertThat(Numbers.shortened(12.3456)).isEqualTo("12.35");
    assertThat(Numbers.shortened(1e-5)).isEqualTo("1e-05");
    assertThat(Numbers.shortened(100)).isEqualTo("100");
    assertThat(Numbers.shortened(0)).isEqualTo("0");
  }
}
