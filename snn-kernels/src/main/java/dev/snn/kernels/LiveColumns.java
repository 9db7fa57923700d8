package dev.snn.kernels;

import dev.snn.api.layer.Connections;
import dev.snn.api.layer.Parameter;
import java.util.Arrays;

/**
 * The weights of a matrix that exist, one column after the other: those of column j are at {@code
 * [start[j], start[j + 1])}, with ascending lines.
 *
 * @param start one longer than there are columns
 */
public record LiveColumns(int[] start, int[] line, float[] value) {

  /** Those of a parameter whose rows have so many columns. */
  public static LiveColumns of(Parameter weight, int columns) {
    Connections connections = weight.connections();
    int[] start = new int[columns + 1];
    for (int i = 0; i < weight.value().length; i++) {
      for (int j : connections.live(i)) {
        start[j + 1]++;
      }
    }
    for (int j = 0; j < columns; j++) {
      start[j + 1] += start[j];
    }
    int[] next = start.clone();
    int[] line = new int[start[columns]];
    float[] value = new float[start[columns]];
    for (int i = 0; i < weight.value().length; i++) {
      float[] row = weight.value()[i];
      for (int j : connections.live(i)) {
        int k = next[j]++;
        line[k] = i;
        value[k] = row[j];
      }
    }
    return new LiveColumns(start, line, value);
  }

  /** The column of each weight. */
  int[] columns() {
    int[] column = new int[line.length];
    for (int j = 0; j + 1 < start.length; j++) {
      Arrays.fill(column, start[j], start[j + 1], j);
    }
    return column;
  }
}
