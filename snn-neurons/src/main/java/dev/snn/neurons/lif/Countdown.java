package dev.snn.neurons.lif;

/**
 * The refractory time as a count of steps. At whole counts these are {@code min(1, count)} and
 * {@code max(0, count - 1)}; between them cubics without kinks, so that smooth passes have exact
 * gradients. NaN stays.
 */
final class Countdown {
  private Countdown() {}

  /** 1 in the refractory time, 0 else; {@code c + c^2 - c^3} between. */
  static float mask(float c) {
    return c <= 0 ? 0 : c >= 1 ? 1 : c + c * c - c * c * c;
  }

  /** The derivative of {@link #mask}, 1 at 0. */
  static float maskSlope(float c) {
    return c < 0 || c >= 1 ? 0 : 1 + 2 * c - 3 * c * c;
  }

  /** The count of the next step; {@code 2 y^2 - y^3} with {@code y = c - 1} between 1 and 2. */
  static float next(float c) {
    float y = c - 1;
    return c <= 1 ? 0 : c >= 2 ? y : 2 * y * y - y * y * y;
  }

  /** The derivative of {@link #next}. */
  static float nextSlope(float c) {
    float y = c - 1;
    return c <= 1 ? 0 : c >= 2 ? 1 : 4 * y - 3 * y * y;
  }
}
