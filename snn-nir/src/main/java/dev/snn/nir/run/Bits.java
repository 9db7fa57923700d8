package dev.snn.nir.run;

import java.util.Arrays;

/** A set of numbers below a bound, passed through in ascending order. */
final class Bits {
  private final long[] words;
  private int[] list = new int[2 * Long.SIZE];

  /** An empty set of numbers in {@code [0, bound)}. */
  Bits(int bound) {
    words = new long[(bound + Long.SIZE - 1) / Long.SIZE];
  }

  void set(int n) {
    words[n >> 6] |= 1L << n;
  }

  /** Adds count numbers from n on. */
  void set(int n, int count) {
    int free = Long.SIZE - (n & Long.SIZE - 1);
    if (count < free) {
      words[n >> 6] |= (1L << count) - 1 << n;
      return;
    }
    for (int k = n; k < n + count; k++) {
      set(k);
    }
  }

  /** Puts the numbers into {@link #list()}, gives how many there are and empties the set. */
  int drain() {
    int n = 0;
    for (int w = 0; w < words.length; w++) {
      if (n + Long.SIZE > list.length) {
        list = Arrays.copyOf(list, 2 * list.length);
      }
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
