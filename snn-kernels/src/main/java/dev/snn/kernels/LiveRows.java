package dev.snn.kernels;

import dev.snn.api.layer.Connections;
import dev.snn.api.layer.Parameter;
import java.util.Objects;

/**
 * The weights of a matrix that exist, one row after the other: row i has {@code count[i]} of them,
 * at {@code start[i]}, with ascending columns. Each row is filled up to a multiple of {@value
 * #TOGETHER} with zeros in different columns, which may be added like all others: loops without a
 * rest of varying length are a fifth faster. Made anew for each product, since values change with
 * every step; that reads each live weight once.
 */
final class LiveRows {
  /** Places that loops go through in one go. */
  static final int TOGETHER = 8;

  final int[] start;
  final int[] count;
  final int[] column;

  /** 0 where a row is filled up; null where only the columns are needed. */
  final float[] value;

  private LiveRows(int[] count, int columns, boolean values, int together) {
    this.count = count;
    this.start = new int[count.length + 1];
    for (int i = 0; i < count.length; i++) {
      start[i + 1] = start[i] + Blocks.count(count[i], together) * together;
    }
    column = new int[start[count.length]];
    value = values ? new float[column.length] : null;
    int next = 0;
    for (int i = 0; i < count.length; i++) {
      for (int k = start[i] + count[i]; k < start[i + 1]; k++) {
        column[k] = next;
        next = next + 1 < columns ? next + 1 : 0;
      }
    }
  }

  /** Columns and values. */
  static LiveRows of(Parameter weight) {
    LiveRows rows = places(weight, true, TOGETHER);
    for (int i = 0; i < rows.rows(); i++) {
      float[] row = weight.value()[i];
      int end = rows.start[i] + rows.count[i];
      for (int k = rows.start[i]; k < end; k++) {
        rows.value[k] = row[rows.column[k]];
      }
    }
    return rows;
  }

  /** The columns alone. */
  static LiveRows places(Parameter weight) {
    return places(weight, TOGETHER);
  }

  /** The columns alone, each row filled up to another multiple. */
  static LiveRows places(Parameter weight, int together) {
    return places(weight, false, together);
  }

  private static LiveRows places(Parameter weight, boolean values, int together) {
    Connections connections = weight.connections();
    int[] count = new int[weight.value().length];
    for (int i = 0; i < count.length; i++) {
      count[i] = connections.live(i).length;
    }
    int columns = count.length == 0 ? 0 : weight.value()[0].length;
    LiveRows rows = new LiveRows(count, columns, values, together);
    for (int i = 0; i < count.length; i++) {
      System.arraycopy(connections.live(i), 0, rows.column, rows.start[i], count[i]);
    }
    return rows;
  }

  int rows() {
    return count.length;
  }

  /** Fails where a column is none of so many: who does not look at each again asks before. */
  void check(int columns) {
    for (int j : column) {
      Objects.checkIndex(j, columns);
    }
  }

  /** {@code out[column] += value} for the places {@code [from, to)}. */
  static void add(float[] out, int[] column, float[] value, int from, int to) {
    for (int k = from; k < to; k += TOGETHER) {
      out[column[k]] += value[k];
      out[column[k + 1]] += value[k + 1];
      out[column[k + 2]] += value[k + 2];
      out[column[k + 3]] += value[k + 3];
      out[column[k + 4]] += value[k + 4];
      out[column[k + 5]] += value[k + 5];
      out[column[k + 6]] += value[k + 6];
      out[column[k + 7]] += value[k + 7];
    }
  }

  /** {@code out[column] += scale value} for the places {@code [from, to)}. */
  static void addScaled(float[] out, int[] column, float[] value, float scale, int from, int to) {
    for (int k = from; k < to; k += TOGETHER) {
      out[column[k]] += scale * value[k];
      out[column[k + 1]] += scale * value[k + 1];
      out[column[k + 2]] += scale * value[k + 2];
      out[column[k + 3]] += scale * value[k + 3];
      out[column[k + 4]] += scale * value[k + 4];
      out[column[k + 5]] += scale * value[k + 5];
      out[column[k + 6]] += scale * value[k + 6];
      out[column[k + 7]] += scale * value[k + 7];
    }
  }
}
