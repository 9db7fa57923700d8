package dev.snn.app.command;

import java.util.Locale;

/** Differences and probabilities as texts. */
final class Figures {
  private static final double SMALLEST_P = 1e-4;
  private static final int PERCENT = 100;

  private Figures() {}

  /**
   * A difference with its sign.
   *
   * @param share true to show it in percentage points
   */
  static String signed(double value, boolean share) {
    return share
        ? String.format(Locale.ROOT, "%+.2f", value * PERCENT)
        : String.format(Locale.ROOT, "%+.4f", value);
  }

  /** An interval; "-" where there is none. */
  static String interval(double low, double high, boolean share) {
    return Double.isNaN(low) ? "-" : signed(low, share) + " to " + signed(high, share);
  }

  /** A p-value; "-" where there is none. */
  static String p(double value) {
    if (Double.isNaN(value)) {
      return "-";
    }
    return value < SMALLEST_P ? "< 0.0001" : String.format(Locale.ROOT, "%.4f", value);
  }
}
