package dev.snn.training.learner;

import dev.snn.api.data.BadDataException;
import java.util.Arrays;

/** Numbers of a tree one after the other, to write or to read. */
final class TreeNumbers {
  private double[] values;
  private int at;

  TreeNumbers(double[] values) {
    this.values = values;
  }

  void put(double... more) {
    if (at + more.length > values.length) {
      values = Arrays.copyOf(values, Math.max(2 * values.length, at + more.length));
    }
    System.arraycopy(more, 0, values, at, more.length);
    at += more.length;
  }

  double[] take(int count) {
    if (count < 0 || count > values.length - at) {
      throw new BadDataException("the saved state holds a tree that ends too early.");
    }
    at += count;
    return Arrays.copyOfRange(values, at - count, at);
  }

  /** What has been put. */
  double[] written() {
    return Arrays.copyOf(values, at);
  }
}
