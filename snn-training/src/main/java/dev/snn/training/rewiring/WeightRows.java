package dev.snn.training.rewiring;

import dev.snn.api.layer.Parameter;
import dev.snn.api.parallel.Parallel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The rows of all weights, in blocks of a fixed size: what is done to a row reads and writes
 * nothing of another one, so that results do not depend on threads.
 */
final class WeightRows {
  private static final int ROWS = 16;

  /** Done to a row. */
  interface Task {
    /**
     * Works on a row.
     *
     * @param weight number of the weight
     */
    void row(int weight, int row);
  }

  private final List<int[]> places = new ArrayList<>();

  WeightRows(List<Parameter> weights) {
    for (int k = 0; k < weights.size(); k++) {
      for (int r = 0; r < weights.get(k).value().length; r++) {
        places.add(new int[] {k, r});
      }
    }
  }

  void forEach(Parallel parallel, Task task) {
    parallel.forEach(
        (places.size() + ROWS - 1) / ROWS,
        block -> {
          for (int k = block * ROWS; k < Math.min(places.size(), (block + 1) * ROWS); k++) {
            task.row(places.get(k)[0], places.get(k)[1]);
          }
        });
  }

  /** Rows of the weight's shape. */
  static float[][] like(Parameter weight) {
    return Arrays.stream(weight.value()).map(row -> new float[row.length]).toArray(float[][]::new);
  }

  /** The places of values above 0; {@code before} itself where they are the same. */
  static int[] positive(float[] values, int[] before) {
    int[] columns = new int[values.length + 1];
    int count = 0;
    for (int j = 0; j < values.length; j++) {
      columns[count] = j;
      count += values[j] > 0 ? 1 : 0;
    }
    boolean same = before != null && Arrays.equals(before, 0, before.length, columns, 0, count);
    return same ? before : Arrays.copyOf(columns, count);
  }
}
