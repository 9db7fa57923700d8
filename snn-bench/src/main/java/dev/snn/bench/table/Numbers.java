package dev.snn.bench.table;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers as texts, the same under every locale and JDK. */
final class Numbers {
  private static final MathContext DIGITS = new MathContext(10);

  private static final double SMALL = 1e-4;
  private static final double LARGE = 1e7;

  private Numbers() {}

  /** Ten significant digits for files; empty for NaN. */
  static String raw(double value) {
    if (!Double.isFinite(value)) {
      return "";
    }
    BigDecimal number = new BigDecimal(value).round(DIGITS).stripTrailingZeros();
    return (number.scale() < 0 ? number.setScale(0) : number).toString();
  }

  /** Rounded for people; empty for NaN. */
  static String rounded(double value, int decimals) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%." + decimals + "f", value) : "";
  }

  /** What a value of an option is, with no more than four digits: 0.001, 12.35, 1e-05. */
  static String shortened(double value) {
    if (!Double.isFinite(value)) {
      return "";
    }
    double size = Math.abs(value);
    if (value != 0 && (size < SMALL || size >= LARGE)) {
      return String.format(Locale.ROOT, "%.3e", value).replaceFirst("\\.?0*e", "e");
    }
    BigDecimal number = new BigDecimal(value).round(new MathContext(4)).stripTrailingZeros();
    return number.toPlainString();
  }
}
