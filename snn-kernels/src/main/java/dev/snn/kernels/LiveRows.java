package dev.snn.kernels;

import dev.snn.api.layer.Connections;
import dev.snn.api.layer.Parameter;
import java.util.Objects;

/**
 * The weights of a matrix that exist, one row after the other: row i has {@code count[i]} of them,
 * at {@code start[i]}, with ascending columns. Each row is filled up to a multiple of {@value
 * #TOGETHER} with zeros in different columns, which may be added like all others: with 1 % of a
 * thousand columns most rows then are one turn of the loop, whose end is foreseen. Made anew for
 * each product, since values change with every step; that reads each live weight once.
 */
final class LiveRows {
  /** Places that loops go through in one go; at least the values of a vector. */
  static final int TOGETHER = 16;

  final int[] start;
  final int[] count;
  final int[] column;

  /** 0 where a row is filled up; null where only the columns are needed. */
  final float[] value;

  private LiveRows(int[] count, int columns, boolean values) {
    this.count = count;
    this.start = new int[count.length + 1];
    for (int i = 0; i < count.length; i++) {
      start[i + 1] = start[i] + Blocks.count(count[i], TOGETHER) * TOGETHER;
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
    LiveRows rows = places(weight, true);
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
    return places(weight, false);
  }

  private static LiveRows places(Parameter weight, boolean values) {
    Connections connections = weight.connections();
    int[] count = new int[weight.value().length];
    for (int i = 0; i < count.length; i++) {
      count[i] = connections.live(i).length;
    }
    int columns = count.length == 0 ? 0 : weight.value()[0].length;
    LiveRows rows = new LiveRows(count, columns, values);
    for (int i = 0; i < count.length; i++) {
      System.arraycopy(connections.live(i), 0, rows.column, rows.start[i], count[i]);
    }
    return rows;
  }

  /** The same weights column by column: row j of the result has the lines of column j. */
  LiveRows transposed(int columns) {
    int[] lines = new int[columns];
    for (int i = 0; i < rows(); i++) {
      for (int k = start[i]; k < start[i] + count[i]; k++) {
        lines[column[k]]++;
      }
    }
    LiveRows turned = new LiveRows(lines, rows(), true);
    int[] next = turned.start.clone();
    for (int i = 0; i < rows(); i++) {
      for (int k = start[i]; k < start[i] + count[i]; k++) {
        int to = next[column[k]]++;
        turned.column[to] = i;
        turned.value[to] = value[k];
      }
    }
    return turned;
  }

  int rows() {
    return count.length;
  }

  /** Fails where a column is none of so many: a backend need not look at each again. */
  void check(int columns) {
    for (int j : column) {
      Objects.checkIndex(j, columns);
    }
  }

  /** {@code out[column] += value} for the places {@code [from, to)}. */
  static void add(float[] out, int[] column, float[] value, int from, int to) {
    // Not a counted loop: of such a short one the compiler would make three.
    for (int k = from; k != to; k += TOGETHER) {
      out[column[k]] += value[k];
      out[column[k + 1]] += value[k + 1];
      out[column[k + 2]] += value[k + 2];
      out[column[k + 3]] += value[k + 3];
      out[column[k + 4]] += value[k + 4];
      out[column[k + 5]] += value[k + 5];
      out[column[k + 6]] += value[k + 6];
      out[column[k + 7]] += value[k + 7];
      out[column[k + 8]] += value[k + 8];
      out[column[k + 9]] += value[k + 9];
      out[column[k + 10]] += value[k + 10];
      out[column[k + 11]] += value[k + 11];
      out[column[k + 12]] += value[k + 12];
      out[column[k + 13]] += value[k + 13];
      out[column[k + 14]] += value[k + 14];
      out[column[k + 15]] += value[k + 15];
    }
  }

  /** {@code out[column] += scale value} for the places {@code [from, to)}. */
  static void addScaled(float[] out, int[] column, float[] value, float scale, int from, int to) {
    // Not a counted loop: of such a short one the compiler would make three.
    for (int k = from; k != to; k += TOGETHER) {
      out[column[k]] += scale * value[k];
      out[column[k + 1]] += scale * value[k + 1];
      out[column[k + 2]] += scale * value[k + 2];
      out[column[k + 3]] += scale * value[k + 3];
      out[column[k + 4]] += scale * value[k + 4];
      out[column[k + 5]] += scale * value[k + 5];
      out[column[k + 6]] += scale * value[k + 6];
      out[column[k + 7]] += scale * value[k + 7];
      out[column[k + 8]] += scale * value[k + 8];
      out[column[k + 9]] += scale * value[k + 9];
      out[column[k + 10]] += scale * value[k + 10];
      out[column[k + 11]] += scale * value[k + 11];
      out[column[k + 12]] += scale * value[k + 12];
      out[column[k + 13]] += scale * value[k + 13];
      out[column[k + 14]] += scale * value[k + 14];
      out[column[k + 15]] += scale * value[k + 15];
    }
  }

  /** {@code sum += row[column]} for the places {@code [from, to)}. */
  static void gather(float[] sum, int[] column, float[] row, int from, int to) {
    // Not a counted loop: of such a short one the compiler would make three.
    for (int k = from; k != to; k += TOGETHER) {
      sum[k] += row[column[k]];
      sum[k + 1] += row[column[k + 1]];
      sum[k + 2] += row[column[k + 2]];
      sum[k + 3] += row[column[k + 3]];
      sum[k + 4] += row[column[k + 4]];
      sum[k + 5] += row[column[k + 5]];
      sum[k + 6] += row[column[k + 6]];
      sum[k + 7] += row[column[k + 7]];
      sum[k + 8] += row[column[k + 8]];
      sum[k + 9] += row[column[k + 9]];
      sum[k + 10] += row[column[k + 10]];
      sum[k + 11] += row[column[k + 11]];
      sum[k + 12] += row[column[k + 12]];
      sum[k + 13] += row[column[k + 13]];
      sum[k + 14] += row[column[k + 14]];
      sum[k + 15] += row[column[k + 15]];
    }
  }
}
