package dev.snn.encoders;

import java.util.Arrays;

/**
 * Values above 0 in falling order, in steps of equal numbers of values.
 *
 * @param lines of the values; those of a step ascend
 * @param ends where the lines of step t begin and end: {@code ends[t] .. ends[t + 1]}
 */
record RankOrder(int[] lines, int[] ends) {

  /** The order of finite values of at least 0; of equal ones the lower line comes first. */
  static RankOrder of(double[] values, int steps) {
    int[] above = new int[values.length];
    int n = 0;
    for (int i = 0; i < values.length; i++) {
      above[n] = i;
      n += values[i] > 0 ? 1 : 0;
    }
    long[] keys = new long[n];
    for (int k = 0; k < n; k++) {
      // Floats above 0 are in the order of their bits.
      keys[k] = ((long) ~Float.floatToRawIntBits((float) values[above[k]]) << 32) | above[k];
    }
    Arrays.sort(keys);
    int[] lines = new int[n];
    for (int k = 0; k < n; k++) {
      lines[k] = (int) keys[k];
    }
    int[] ends = new int[steps + 1];
    for (int t = 1; t <= steps; t++) {
      ends[t] = (int) ((long) n * t / steps);
      Arrays.sort(lines, ends[t - 1], ends[t]);
    }
    return new RankOrder(lines, ends);
  }
}
