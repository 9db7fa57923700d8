package dev.snn.api.plugin;

/** Checks of configuration values. Each throws with the option's name, the rule and the value. */
public final class Check {
  private Check() {}

  /** Finite and above zero. */
  public static double positive(String option, double value) {
    return that(value > 0 && value < Double.POSITIVE_INFINITY, option, "must be above 0", value);
  }

  /** Finite and at least zero. */
  public static double notNegative(String option, double value) {
    return that(
        value >= 0 && value < Double.POSITIVE_INFINITY, option, "must not be negative", value);
  }

  /** Finite, also as a float. */
  public static double finite(String option, double value) {
    return that(Float.isFinite((float) value), option, "must be a finite number", value);
  }

  /** In {@code [low, high]}. */
  public static double between(String option, double value, double low, double high) {
    return that(
        value >= low && value <= high, option, "must be between " + low + " and " + high, value);
  }

  /** Strictly between. */
  public static double inside(String option, double value, double low, double high) {
    return that(
        value > low && value < high, option, "must lie between " + low + " and " + high, value);
  }

  /** At least 1. */
  public static int atLeastOne(String option, int value) {
    return atLeast(option, value, 1);
  }

  /** At least {@code low}. */
  public static int atLeast(String option, int value, int low) {
    if (value < low) {
      throw new IllegalArgumentException(option + " must be at least " + low + ", got " + value);
    }
    return value;
  }

  private static double that(boolean holds, String option, String rule, double value) {
    if (!holds) {
      throw new IllegalArgumentException(option + " " + rule + ", got " + value);
    }
    return value;
  }
}
