package dev.snn.api.data;

import java.util.Arrays;

/** Splits an order of examples into batches; the last may be smaller. */
public record Batches(int[] order, int size) {

  /** Examples 0, 1, 2, ... in this order. */
  public static Batches inOrder(int examples, int size) {
    int[] order = new int[examples];
    for (int i = 0; i < examples; i++) {
      order[i] = i;
    }
    return new Batches(order, size);
  }

  /** Without the first ones; none where there are no more, also where the last is smaller. */
  public Batches from(int first) {
    int begin = Math.min(first * size, order.length);
    return new Batches(Arrays.copyOfRange(order, begin, order.length), size);
  }

  /** Number of batches of so many examples. */
  public static int count(int examples, int size) {
    return (examples + size - 1) / size;
  }

  /** Number of batches. */
  public int count() {
    return count(order.length, size);
  }

  /** The examples of batch k, from 0. */
  public int[] get(int k) {
    return Arrays.copyOfRange(order, k * size, Math.min(order.length, (k + 1) * size));
  }
}
