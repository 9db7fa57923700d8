package dev.snn.data.format;

import java.math.BigDecimal;

/**
 * Numbers as text: {@code [+-] digits [. digits] [e [+-] digits]}, with a digit before or after the
 * point. What else Java takes for a number ({@code 1d}, {@code 2f}, {@code 0x1p3}) is none: in a
 * data file it is a code.
 */
public final class Decimals {
  private static final int MOST_DIGITS = 15;

  private Decimals() {}

  /** True where a text is a number. */
  public static boolean isNumber(String text) {
    int end = text.length();
    int at = skipSign(text, 0);
    int whole = skipDigits(text, at);
    int digits = whole - at;
    at = whole;
    if (at < end && text.charAt(at) == '.') {
      int fraction = skipDigits(text, at + 1);
      digits += fraction - at - 1;
      at = fraction;
    }
    if (digits == 0) {
      return false;
    }
    if (at < end && (text.charAt(at) | 32) == 'e') {
      int first = skipSign(text, at + 1);
      at = skipDigits(text, first);
      return at > first && at == end;
    }
    return at == end;
  }

  /** The number; NaN where the text is none or too large. */
  public static float parse(String text) {
    if (!isNumber(text)) {
      return Float.NaN;
    }
    float value = Float.parseFloat(text);
    return Float.isInfinite(value) ? Float.NaN : value;
  }

  /**
   * A whole number in its shortest form: {@code 3} for {@code +3}, {@code 03}, {@code 3.0} and
   * {@code 3.0000000e+00}; null where the text is no whole number of at most 15 digits.
   */
  public static String whole(String text) {
    if (text.length() > 64 || !isNumber(text)) {
      return null;
    }
    int exponent = Math.max(text.indexOf('e'), text.indexOf('E'));
    if (exponent >= 0 && text.length() - exponent > 4) {
      return null;
    }
    BigDecimal number = new BigDecimal(text);
    if (number.signum() == 0) {
      return "0";
    }
    number = number.stripTrailingZeros();
    boolean fits = number.scale() <= 0 && number.precision() - number.scale() <= MOST_DIGITS;
    return fits ? number.toPlainString() : null;
  }

  private static int skipSign(String text, int at) {
    return at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+') ? at + 1 : at;
  }

  private static int skipDigits(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return at;
  }
}
