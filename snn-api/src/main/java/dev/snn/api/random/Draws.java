package dev.snn.api.random;

/**
 * Counter-based random numbers: a pure function of a key and a counter. A draw for (example, unit,
 * step) is the same whatever the batch, the thread or the order in which it is made. The mixing
 * function is the finaliser of SplitMix64 (Steele, Lea, Flood 2014, doi:10.1145/2660193.2660195).
 */
public final class Draws {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private Draws() {}

  /** A new key from a key and a number. */
  public static long mix(long key, long number) {
    return finish(finish(key) + (number + 1) * GOLDEN);
  }

  /** 64 random bits for a counter. */
  public static long bits(long key, long counter) {
    return finish(key + (counter + 1) * GOLDEN);
  }

  /** A uniform number in [0, 1) with 24 random bits. */
  public static float uniform(long key, long counter) {
    return (bits(key, counter) >>> 40) * 0x1p-24f;
  }

  private static long finish(long z) {
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
