package dev.snn.neurons.surrogate;

/**
 * The complementary error function {@code 2 / sqrt(pi) integral_z^inf exp(-t^2) dt}, to a few units
 * in the last place of 1.
 */
final class ErrorFunction {
  private static final double TWO_BY_ROOT_PI = 2 / Math.sqrt(Math.PI);

  /** Below it the series, above it the continued fraction. */
  private static final double MIDDLE = 2.5;

  private static final int FRACTIONS = 60;
  private static final double FAR = 27;

  private ErrorFunction() {}

  /** {@code erfc(z)}; NaN stays. */
  static double complement(double z) {
    if (Math.abs(z) <= MIDDLE) {
      return 1 - series(z);
    }
    if (z < 0) {
      return 2 - complement(-z);
    }
    return z > FAR ? 0 : fraction(z);
  }

  /**
   * {@code erf(z) = 2 / sqrt(pi) exp(-z^2) sum_n 2^n z^(2n+1) / (1 3 .. (2n+1))}, whose terms have
   * one sign.
   */
  private static double series(double z) {
    double term = z;
    double sum = z;
    for (int n = 1; Math.abs(term) > 1e-17 * Math.abs(sum); n++) {
      term *= 2 * z * z / (2 * n + 1);
      sum += term;
    }
    return TWO_BY_ROOT_PI * Math.exp(-z * z) * sum;
  }

  /** {@code erfc(z) = exp(-z^2) / sqrt(pi) / (z + (1/2) / (z + (2/2) / (z + (3/2) / ..)))}. */
  private static double fraction(double z) {
    double f = z;
    for (int n = FRACTIONS; n >= 1; n--) {
      f = z + 0.5 * n / f;
    }
    return TWO_BY_ROOT_PI / 2 * Math.exp(-z * z) / f;
  }
}
