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

  int count() {
    return (order.length + size - 1) / size;
  }

  int[] get(int k) {
    return Arrays.copyOfRange(order, k * size, Math.min(order.length, (k + 1) * size));
  }
}
