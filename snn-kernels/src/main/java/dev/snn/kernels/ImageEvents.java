package dev.snn.kernels;

import dev.snn.api.tensor.Spikes;
import java.util.Arrays;

/**
 * The values of an image that are not zero, in the stretches of an {@link EventLayout}: those of
 * stretch k are {@code start[k] .. start[k + 1]}, channel by channel. Read again and again for one
 * image after the other.
 */
final class ImageEvents {
  /** Values from one look at how many were found to the next. */
  private static final int CHUNK = 256;

  private final EventLayout layout;
  private final int[] next;
  private final int[] found;

  /** Where the stretches begin. */
  final int[] start;

  /** The column of each event. */
  final int[] column;

  /** The channel of each event, counted from the first one of its part. */
  final int[] channel;

  /** The row of each event. */
  final int[] row;

  /** The values, where not all of them are 1. */
  final float[] value;

  private boolean counted;

  /** Room for the events of an image. */
  ImageEvents(EventLayout layout) {
    this.layout = layout;
    start = new int[layout.stretches + 1];
    next = new int[start.length];
    found = new int[layout.size + 1];
    column = new int[layout.size];
    channel = new int[layout.size];
    row = new int[layout.size];
    value = new float[layout.size];
  }

  /** True where there are values other than 1. */
  boolean counted() {
    return counted;
  }

  /** Reads row r of spikes, which is binary or not. */
  void read(Spikes.Raw spikes, int r, boolean binary) {
    int from = spikes.offsets()[r];
    int to = spikes.offsets()[r + 1];
    int[] units = spikes.units();
    int[] stretchOf = layout.stretch;
    counted = !binary;
    Arrays.fill(next, 0);
    for (int e = from; e < to; e++) {
      next[stretchOf[units[e]]]++;
    }
    begin();
    for (int e = from; e < to; e++) {
      int unit = units[e];
      int at = next[stretchOf[unit]]++;
      column[at] = layout.column[unit];
      channel[at] = layout.channel[unit];
      row[at] = layout.row[unit];
      value[at] = counted ? spikes.counts()[e] : 1;
    }
  }

  /** From numbers of events to places. */
  private void begin() {
    int sum = 0;
    for (int k = 0; k < start.length; k++) {
      start[k] = sum;
      sum += next[k];
      next[k] = start[k];
    }
  }

  /** Reads what is not zero in a row of values. */
  void read(float[] values) {
    place(values, find(values, layout.size));
  }

  /**
   * Finds what is not zero in a row of values; NaN is not.
   *
   * @param most it may stop when there are more
   * @return how many there are, or any number above {@code most} where there are more
   */
  int find(float[] values, int most) {
    int n = 0;
    for (int from = 0; from < layout.size && n <= most; from += CHUNK) {
      int to = Math.min(layout.size, from + CHUNK);
      for (int unit = from; unit < to; unit++) {
        found[n] = unit;
        n += values[unit] != 0 ? 1 : 0;
      }
    }
    return n;
  }

  /** Reads the values that were found. */
  void place(float[] values, int n) {
    counted = true;
    int[] stretchOf = layout.stretch;
    Arrays.fill(next, 0);
    for (int k = 0; k < n; k++) {
      next[stretchOf[found[k]]]++;
    }
    begin();
    for (int k = 0; k < n; k++) {
      int unit = found[k];
      int at = next[stretchOf[unit]]++;
      column[at] = layout.column[unit];
      channel[at] = layout.channel[unit];
      row[at] = layout.row[unit];
      value[at] = values[unit];
    }
  }
}
