package dev.snn.data.augment;

import dev.snn.api.random.Draws;

/** Numbers drawn for an example: draw k of its key. */
final class Drawn {
  private static final double UNIT = 0x1p-53;

  private Drawn() {}

  /** Uniform in {@code [0, 1)}. */
  static double uniform(long key, long k) {
    return (Draws.bits(key, k) >>> 11) * UNIT;
  }

  /** Uniform in {@code low .. high}. */
  static double between(long key, long k, double low, double high) {
    return low + uniform(key, k) * (high - low);
  }

  /** A whole number, uniform in {@code -most .. most}. */
  static int whole(long key, long k, int most) {
    return (int) (uniform(key, k) * (2.0 * most + 1)) - most;
  }

  /** Standard normal, by Box and Muller 1958, doi:10.1214/aoms/1177706645; of draws 2k and 2k+1. */
  static double normal(long key, long k) {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - uniform(key, 2 * k)));
    return radius * StrictMath.cos(2 * Math.PI * uniform(key, 2 * k + 1));
  }
}
