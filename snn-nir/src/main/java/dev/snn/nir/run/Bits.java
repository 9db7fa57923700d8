package dev.snn.nir.run;

/** A set of numbers below a bound, passed through in ascending order. */
final class Bits {
  private final long[] words;
  private final int[] list;

  /** An empty set of numbers in {@code [0, bound)}. */
  Bits(int bound) {
    words = new long[(bound + Long.SIZE - 1) / Long.SIZE];
    list = new int[bound];
  }

  void set(int n) {
    words[n >> 6] |= 1L << n;
  }

  /** Puts the numbers into {@link #list()}, gives how many there are and empties the set. */
  int drain() {
    int n = 0;
    for (int w = 0; w < words.length; w++) {
      for (long left = words[w]; left != 0; left &= left - 1) {
        list[n++] = (w << 6) + Long.numberOfTrailingZeros(left);
      }
      words[w] = 0;
    }
    return n;
  }

  /** What {@link #drain} found. */
  int[] list() {
    return list;
  }
}
