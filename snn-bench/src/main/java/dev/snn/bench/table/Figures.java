package dev.snn.bench.table;

import java.util.Locale;

/** Differences and probabilities as texts. */
public final class Figures {
  private static final double SMALLEST_P = 1e-4;
  private static final int PERCENT = 100;

  private Figures() {}

  /**
   * A difference with its sign.
   *
   * @param share true to show it in percentage points
   */
  public static String signed(double value, boolean share) {
    return share
        ? String.format(Locale.ROOT, "%+.2f", value * PERCENT)
        : String.format(Locale.ROOT, "%+.4f", value);
  }

  /** The same with other decimals. */
  static String signed(double value, int decimals, boolean share) {
    return String.format(Locale.ROOT, "%+." + decimals + "f", share ? value * PERCENT : value);
  }

  static String interval(double low, double high, int decimals, boolean share) {
    return Double.isNaN(low)
        ? "-"
        : signed(low, decimals, share) + " to " + signed(high, decimals, share);
  }

  /** An interval; "-" where there is none. */
  public static String interval(double low, double high, boolean share) {
    return Double.isNaN(low) ? "-" : signed(low, share) + " to " + signed(high, share);
  }

  /** A p-value; "-" where there is none. */
  public static String p(double value) {
    if (Double.isNaN(value)) {
      return "-";
    }
    return value < SMALLEST_P ? "< 0.0001" : String.format(Locale.ROOT, "%.4f", value);
  }
}
