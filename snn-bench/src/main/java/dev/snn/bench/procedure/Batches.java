package dev.snn.bench.procedure;

import java.util.Arrays;

/** Splits an order of examples into batches; the last may be smaller. */
record Batches(int[] order, int size) {

  static Batches inOrder(int examples, int size) {
    int[] order = new int[examples];
    for (int i = 0; i < examples; i++) {
      order[i] = i;
    }
    return new Batches(order, size);
  }

  /** Without the first ones. */
  Batches from(int first) {
    return new Batches(Arrays.copyOfRange(order, first * size, order.length), size);
  }

  /** Number of batches of so many examples. */
  static int count(int examples, int size) {
    return (examples + size - 1) / size;
  }

  int count() {
    return count(order.length, size);
  }

  int[] get(int k) {
    return Arrays.copyOfRange(order, k * size, Math.min(order.length, (k + 1) * size));
  }
}
