package dev.snn.bench.table;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers as texts, the same under every locale and JDK. */
final class Numbers {
  private static final MathContext DIGITS = new MathContext(10);

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

  /** Rounded for people by size; empty for NaN. */
  static String rounded(double value) {
    double size = Math.abs(value);
    if (value != 0 && (size < 1e-3 || size >= 1e7)) {
      return Double.isFinite(value) ? String.format(Locale.ROOT, "%.2e", value) : "";
    }
    return rounded(value, value == Math.rint(value) ? 0 : size >= 100 ? 1 : size >= 1 ? 2 : 4);
  }
}
