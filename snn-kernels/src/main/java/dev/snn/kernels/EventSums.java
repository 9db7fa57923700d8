package dev.snn.kernels;

import dev.snn.api.tensor.Spikes;
import java.util.Arrays;

/** Sums of rows over stretches of an event list, so that what is read stays in the cache. */
final class EventSums {
  /** Values that pass by in a stretch of lists with counts, on every machine. */
  private static final int COUNTED = 1 << 17;

  private EventSums() {}

  /**
   * Rows of a stretch. {@link #until} ends it with a group of the kernel, so that binary lists may
   * be cut anywhere. Groups of lists with counts are others: what is rounded depends on where such
   * a list is cut, which therefore depends on the columns alone.
   *
   * @param passing rows of a stretch that fit into the cache
   */
  static int stretch(float[] counts, int passing, int columns) {
    return counts == null ? passing : Math.max(RowKernel.GROUP, COUNTED / Math.max(1, columns));
  }

  /**
   * Adds the rows of g at the events of the lines [first, last) to the lines' gradients, columns
   * [low, high).
   *
   * @param passing rows of g that are added to all lines before the next ones
   */
  static void add(
      float[][] gradWeight,
      float[][] g,
      Spikes.ByUnit events,
      int first,
      int last,
      int low,
      int high,
      int passing) {
    int[] rows = events.rows();
    int[] done = Arrays.copyOfRange(events.offsets(), first, last);
    int stretch = stretch(events.counts(), passing, high - low);
    for (int end = stretch; end - stretch < g.length; end += stretch) {
      for (int i = first; i < last; i++) {
        int from = done[i - first];
        int to = until(rows, from, events.offsets()[i + 1], end < g.length ? end : -1);
        addRow(gradWeight[i], g, rows, events.counts(), from, to, low, high);
        done[i - first] = to;
      }
    }
  }

  /**
   * Where the part of an ascending list below a bound ends, less what does not fill a group of the
   * kernel: that goes with the next part.
   *
   * @param bound -1 for all the rest
   */
  static int until(int[] index, int from, int last, int bound) {
    if (bound < 0) {
      return last;
    }
    int to = from;
    while (to < last && index[to] < bound) {
      to++;
    }
    return to - (to - from) % RowKernel.GROUP;
  }

  static void addRow(
      float[] out,
      float[][] rows,
      int[] index,
      float[] counts,
      int from,
      int to,
      int low,
      int high) {
    if (counts == null) {
      RowKernel.add(out, rows, index, from, to, low, high);
    } else {
      RowKernel.addScaled(out, rows, index, counts, from, to, low, high);
    }
  }
}
