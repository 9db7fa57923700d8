package dev.snn.api.search;

/** Ranges of numbers and their coordinates in [0, 1]. */
final class Range {
  private Range() {}

  static void check(double low, double high, boolean log) {
    if (!(Double.isFinite(low) && Double.isFinite(high) && low <= high)) {
      throw new IllegalArgumentException(
          "low and high must be finite numbers in ascending order, got " + low + " and " + high);
    }
    if (log && low <= 0) {
      throw new IllegalArgumentException("low must be above 0 on a logarithmic scale, got " + low);
    }
  }

  static double at(double low, double high, boolean log, double unit) {
    double u = Math.max(0, Math.min(1, unit));
    return log
        ? Math.exp(Math.log(low) + u * (Math.log(high) - Math.log(low)))
        : low + u * (high - low);
  }

  static double unit(double low, double high, boolean log, double x) {
    double u =
        log
            ? (Math.log(x) - Math.log(low)) / (Math.log(high) - Math.log(low))
            : (x - low) / (high - low);
    return Math.max(0, Math.min(1, u));
  }
}
