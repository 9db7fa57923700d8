package dev.snn.kernels;

import dev.snn.api.parallel.Parallel;
import dev.snn.api.tensor.Spikes;
import dev.snn.api.tensor.Tensor;
import java.util.Arrays;
import java.util.Objects;

/**
 * {@code gradWeight[i][j] += sum_r x[r, i] gradOut[r, j]} for the weights that exist. Row after row
 * of the gradients passes by, and at each of its events the live weights of the line take their
 * values from it: the row and the sums stay in the cache, and events need not be sorted by line.
 *
 * <p>Every value is the sequential sum of its terms in ascending order of the rows, beginning with
 * the gradient so far, at any number of threads: the same bits as in the gradient of all weights by
 * the backend {@code vector}.
 */
final class SparseGradient {
  private final Spikes.Raw events;
  private final int lines;
  private final float[][] g;
  private final LiveRows live;
  private final EventBackend backend = Kernels.active();

  SparseGradient(Spikes x, Tensor gradOut, LiveRows live) {
    this.events = x.raw();
    this.lines = x.size();
    this.g = gradOut.rows();
    this.live = live;
    live.check(gradOut.size());
    for (float[] row : g) {
      Objects.checkFromToIndex(0, gradOut.size(), row.length);
    }
  }

  void add(float[][] gradWeight, Parallel parallel) {
    int tasks = Math.min(lines, parallel.threads() == 1 ? 1 : 2 * parallel.threads());
    parallel.forEach(
        tasks,
        task -> {
          int first = (int) ((long) lines * task / tasks);
          int last = (int) ((long) lines * (task + 1) / tasks);
          add(gradWeight, first, last);
        });
  }

  /** Adds to the gradients of the lines {@code [first, last)}. */
  private void add(float[][] gradWeight, int first, int last) {
    int base = live.start[first];
    float[] sum = new float[live.start[last] - base];
    int[] column = Arrays.copyOfRange(live.column, base, live.start[last]);
    for (int i = first; i < last; i++) {
      for (int k = live.start[i]; k < live.start[i] + live.count[i]; k++) {
        sum[k - base] = gradWeight[i][live.column[k]];
      }
    }
    for (int r = 0; r < g.length; r++) {
      int end = events.offsets()[r + 1];
      int from = below(first, events.offsets()[r], end);
      addRow(sum, column, g[r], from, last == lines ? end : below(last, from, end), base);
    }
    for (int i = first; i < last; i++) {
      for (int k = live.start[i]; k < live.start[i] + live.count[i]; k++) {
        gradWeight[i][live.column[k]] = sum[k - base];
      }
    }
  }

  private void addRow(float[] sum, int[] column, float[] row, int from, int to, int base) {
    int[] units = events.units();
    int[] start = live.start;
    for (int e = from; e < to; e++) {
      int low = start[units[e]] - base;
      int high = start[units[e] + 1] - base;
      Objects.checkFromToIndex(low, high, sum.length);
      if (events.counts() == null) {
        backend.gather(sum, column, row, low, high);
      } else {
        addScaled(sum, column, row, events.counts()[e], low, high);
      }
    }
  }

  private static void addScaled(
      float[] sum, int[] column, float[] row, float scale, int from, int to) {
    for (int k = from; k < to; k++) {
      sum[k] += scale * row[column[k]];
    }
  }

  /** The first event in {@code [from, to)} of a line that is not below a bound. */
  private int below(int bound, int from, int to) {
    int low = from;
    int high = to;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (events.units()[middle] < bound) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
