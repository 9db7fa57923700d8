package dev.snn.kernels;

import dev.snn.api.tensor.Spikes;
import java.util.Arrays;

/**
 * The values of an image that are not zero, row by row: those of row y of channel c are {@code
 * start[c height + y] .. start[c height + y + 1]}. Read again and again for one image after the
 * other.
 */
final class ImageEvents {
  private final Plane plane;
  private final int[] rowOf;
  private final int[] columnOf;

  /** Where the events of each row begin. */
  final int[] start;

  /** The column of each event. */
  final int[] column;

  /** The values, where not all of them are 1. */
  final float[] value;

  private boolean counted;

  ImageEvents(Plane plane) {
    this.plane = plane;
    rowOf = new int[plane.size()];
    columnOf = new int[plane.size()];
    for (int n = 0; n < rowOf.length; n++) {
      rowOf[n] = n / plane.width();
      columnOf[n] = n % plane.width();
    }
    start = new int[plane.channels() * plane.height() + 1];
    column = new int[plane.size() + 1];
    value = new float[plane.size() + 1];
  }

  /** True where there are values other than 1. */
  boolean counted() {
    return counted;
  }

  /** Reads row r of spikes. */
  void read(Spikes.Raw spikes, int r) {
    int from = spikes.offsets()[r];
    int n = spikes.offsets()[r + 1] - from;
    Arrays.fill(start, 0);
    counted = spikes.counts() != null;
    int[] units = spikes.units();
    for (int e = 0; e < n; e++) {
      int unit = units[from + e];
      column[e] = columnOf[unit];
      start[rowOf[unit] + 1]++;
    }
    for (int k = 1; k < start.length; k++) {
      start[k] += start[k - 1];
    }
    if (counted) {
      System.arraycopy(spikes.counts(), from, value, 0, n);
    }
  }

  /** Reads what is not zero in a row of values; NaN is not. */
  void read(float[] row) {
    int n = 0;
    int at = 0;
    counted = true;
    for (int k = 1; k < start.length; k++) {
      for (int x = 0; x < plane.width(); x++) {
        float v = row[at++];
        column[n] = x;
        value[n] = v;
        n += v != 0 ? 1 : 0;
      }
      start[k] = n;
    }
  }
}
