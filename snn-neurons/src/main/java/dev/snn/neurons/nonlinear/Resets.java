package dev.snn.neurons.nonlinear;

/** Membranes after a spike. */
final class Resets {
  private Resets() {}

  /** Refuses one from which a neuron would fire in each step. */
  static void below(String option, double reset, double vThreshold) {
    if (reset >= vThreshold) {
      throw new IllegalArgumentException(
          "%s must be below v_threshold, which is %s mV, got %s"
              .formatted(option, plain(vThreshold), plain(reset)));
    }
  }

  private static String plain(double value) {
    return Double.toString(value).replaceFirst("\\.0$", "");
  }
}
