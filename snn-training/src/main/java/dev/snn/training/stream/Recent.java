package dev.snn.training.stream;

import dev.snn.api.data.BadDataException;
import dev.snn.api.learning.SavedState;
import java.util.Arrays;

/**
 * The last samples with their classes and predictions, the oldest first, in memory of their own.
 */
final class Recent {
  private final float[][] values;
  private final int[] labels;
  private final int[] predictions;
  private int first;
  private int size;

  Recent(int capacity, int lines) {
    values = new float[capacity][lines];
    labels = new int[capacity];
    predictions = new int[capacity];
  }

  /** Adds a sample; where there is no room the oldest is dropped. */
  void add(float[] x, int label, int prediction) {
    if (size == values.length) {
      drop();
    }
    int at = place(size++);
    System.arraycopy(x, 0, values[at], 0, values[at].length);
    labels[at] = label;
    predictions[at] = prediction;
  }

  /** Drops the oldest. */
  void drop() {
    first = place(1);
    size--;
  }

  void clear() {
    first = 0;
    size = 0;
  }

  int size() {
    return size;
  }

  float[] values(int k) {
    return values[place(k)];
  }

  int label(int k) {
    return labels[place(k)];
  }

  int prediction(int k) {
    return predictions[place(k)];
  }

  private int place(int k) {
    return (first + k) % values.length;
  }

  SavedState state() {
    float[][] rows = new float[size][];
    for (int k = 0; k < size; k++) {
      float[] x = values(k);
      rows[k] = Arrays.copyOf(x, x.length + 2);
      rows[k][x.length] = label(k);
      rows[k][x.length + 1] = prediction(k);
    }
    return new SavedState().put("samples", rows);
  }

  void restore(SavedState state) {
    clear();
    float[][] rows = state.rows("samples");
    if (rows.length > values.length) {
      throw new BadDataException(
          "the saved state has %d recent samples, more than %d."
              .formatted(rows.length, values.length));
    }
    for (float[] row : rows) {
      int lines = values[0].length;
      if (row.length != lines + 2) {
        throw new BadDataException(
            "the saved state has samples of %d values, not %d.".formatted(row.length - 2, lines));
      }
      add(row, (int) row[lines], (int) row[lines + 1]);
    }
  }
}
