package dev.snn.kernels;

import dev.snn.api.tensor.Spikes;
import java.util.Arrays;

/**
 * The values of an image that are not zero, in stretches: those of row y in the channels of part p
 * are {@code start[p height + y] .. start[p height + y + 1]}, channel by channel. Read again and
 * again for one image after the other.
 */
final class ImageEvents {
  private final Plane plane;
  private final int[] stretchOf;
  private final int[] columnOf;
  private final int[] channelOf;
  private final int[] rowOf;
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

  /**
   * Room for the events of an image.
   *
   * @param channels of a part
   */
  static ImageEvents ofRows(Plane plane, int channels) {
    return new ImageEvents(plane, channels, false);
  }

  /** The same with a stretch for each pixel: {@code start[p pixels + y width + x]}. */
  static ImageEvents ofPixels(Plane plane, int channels) {
    return new ImageEvents(plane, channels, true);
  }

  private ImageEvents(Plane plane, int channels, boolean pixels) {
    this.plane = plane;
    stretchOf = new int[plane.size()];
    columnOf = new int[plane.size()];
    channelOf = new int[plane.size()];
    rowOf = new int[plane.size()];
    for (int n = 0; n < stretchOf.length; n++) {
      int c = n / plane.pixels();
      rowOf[n] = n / plane.width() % plane.height();
      stretchOf[n] =
          pixels
              ? c / channels * plane.pixels() + n % plane.pixels()
              : c / channels * plane.height() + rowOf[n];
      columnOf[n] = n % plane.width();
      channelOf[n] = c % channels;
    }
    start = new int[plane.channels() / channels * (pixels ? plane.pixels() : plane.height()) + 1];
    next = new int[start.length];
    found = new int[plane.size() + 1];
    column = new int[plane.size()];
    channel = new int[plane.size()];
    row = new int[plane.size()];
    value = new float[plane.size()];
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
    counted = !binary;
    Arrays.fill(next, 0);
    for (int e = from; e < to; e++) {
      next[stretchOf[units[e]]]++;
    }
    begin();
    for (int e = from; e < to; e++) {
      int unit = units[e];
      int at = next[stretchOf[unit]]++;
      column[at] = columnOf[unit];
      channel[at] = channelOf[unit];
      row[at] = rowOf[unit];
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
    place(values, find(values));
  }

  /** Finds what is not zero in a row of values; NaN is not. */
  int find(float[] values) {
    int n = 0;
    for (int unit = 0; unit < plane.size(); unit++) {
      found[n] = unit;
      n += values[unit] != 0 ? 1 : 0;
    }
    return n;
  }

  /** Reads the values that were found. */
  void place(float[] values, int n) {
    counted = true;
    Arrays.fill(next, 0);
    for (int k = 0; k < n; k++) {
      next[stretchOf[found[k]]]++;
    }
    begin();
    for (int k = 0; k < n; k++) {
      int unit = found[k];
      int at = next[stretchOf[unit]]++;
      column[at] = columnOf[unit];
      channel[at] = channelOf[unit];
      row[at] = rowOf[unit];
      value[at] = values[unit];
    }
  }
}
