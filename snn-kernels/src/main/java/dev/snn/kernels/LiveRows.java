package dev.snn.kernels;

import dev.snn.api.layer.Connections;
import dev.snn.api.layer.Parameter;

/**
 * The weights of a matrix that exist, one row after the other: row i has the columns {@code
 * column[start[i] .. start[i + 1])}, ascending, and their values. Made anew for each product, since
 * values change with every step; that reads each live weight once.
 */
final class LiveRows {
  final int[] start;
  final int[] column;

  /** Null where only the columns are needed. */
  final float[] value;

  private LiveRows(int[] start, int[] column, float[] value) {
    this.start = start;
    this.column = column;
    this.value = value;
  }

  /** Columns and values. */
  static LiveRows of(Parameter weight) {
    LiveRows places = places(weight);
    float[] value = new float[places.column.length];
    for (int i = 0; i < weight.value().length; i++) {
      float[] row = weight.value()[i];
      for (int k = places.start[i]; k < places.start[i + 1]; k++) {
        value[k] = row[places.column[k]];
      }
    }
    return new LiveRows(places.start, places.column, value);
  }

  /** The columns alone. */
  static LiveRows places(Parameter weight) {
    Connections connections = weight.connections();
    int rows = weight.value().length;
    int[] start = new int[rows + 1];
    for (int i = 0; i < rows; i++) {
      start[i + 1] = start[i] + connections.live(i).length;
    }
    int[] column = new int[start[rows]];
    for (int i = 0; i < rows; i++) {
      int[] live = connections.live(i);
      System.arraycopy(live, 0, column, start[i], live.length);
    }
    return new LiveRows(start, column, null);
  }

  int rows() {
    return start.length - 1;
  }
}
