package dev.snn.training.rewiring;

import dev.snn.api.layer.Parameter;
import java.util.Arrays;

/** Which weights exist, as lists of columns. */
final class Masks {
  private Masks() {}

  /**
   * Sets the connections of a weight.
   *
   * @param live columns of each row; copied, but not the rows
   */
  static void publish(Parameter weight, int[][] live) {
    long count = 0;
    for (int[] row : live) {
      count += row.length;
    }
    weight.connections().set(count == weight.count() ? null : Arrays.copyOf(live, live.length));
  }
}
