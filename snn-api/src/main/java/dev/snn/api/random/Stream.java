package dev.snn.api.random;

import java.util.random.RandomGenerator;

/**
 * A stream of random numbers drawn in order from one key; see {@link Draws}. Not safe for use by
 * several threads.
 */
public final class Stream implements RandomGenerator {
  private final long key;
  private long counter;

  Stream(long key) {
    this.key = key;
  }

  @Override
  public long nextLong() {
    return Draws.bits(key, counter++);
  }

  /** A random order of {@code 0 .. n-1} (Fisher-Yates). */
  public int[] permutation(int n) {
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      int j = nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }
}
