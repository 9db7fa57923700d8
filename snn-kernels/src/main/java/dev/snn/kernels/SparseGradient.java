package dev.snn.kernels;

import dev.snn.api.parallel.Parallel;
import dev.snn.api.tensor.Spikes;
import dev.snn.api.tensor.Tensor;
import java.util.Arrays;

/**
 * {@code gradWeight[i][j] += sum_r x[r, i] gradOut[r, j]} for the weights that exist. Rows of
 * gradients pass by in stretches that stay in the cache; the events of a line within a stretch are
 * added four at a time, so that columns and sums are read once for four rows.
 *
 * <p>Every value is the sequential sum of its terms in ascending order of the rows, beginning with
 * the gradient so far, at any number of threads: the same bits as in the gradient of all weights by
 * the backend {@code vector}.
 */
final class SparseGradient {
  /** Values of gradients that pass by before the next line is looked at again, on each thread. */
  private static final int PASSING = 1 << 16;

  private final Spikes.ByUnit events;
  private final float[][] g;
  private final LiveRows live;
  private final int stretch;

  SparseGradient(Spikes.ByUnit events, Tensor gradOut, LiveRows live) {
    this.events = events;
    this.g = gradOut.rows();
    this.live = live;
    this.stretch = Math.max(8, PASSING / Math.max(1, gradOut.size()));
  }

  void add(float[][] gradWeight, Parallel parallel) {
    int lines = live.rows();
    int tasks = Math.min(lines, parallel.threads() == 1 ? 1 : 2 * parallel.threads());
    parallel.forEach(
        tasks,
        task -> {
          int first = (int) ((long) lines * task / tasks);
          int last = (int) ((long) lines * (task + 1) / tasks);
          add(gradWeight, first, last);
        });
  }

  private void add(float[][] gradWeight, int first, int last) {
    int base = live.start[first];
    float[] sum = new float[live.start[last] - base];
    int[] column = Arrays.copyOfRange(live.column, base, live.start[last]);
    for (int i = first; i < last; i++) {
      for (int k = live.start[i]; k < live.start[i] + live.count[i]; k++) {
        sum[k - base] = gradWeight[i][live.column[k]];
      }
    }
    int[] done = Arrays.copyOfRange(events.offsets(), first, last);
    for (int end = stretch; end - stretch < g.length; end += stretch) {
      for (int i = first; i < last; i++) {
        int from = live.start[i] - base;
        int to = live.start[i + 1] - base;
        done[i - first] = addLine(sum, column, from, to, done[i - first], i, end);
      }
    }
    for (int i = first; i < last; i++) {
      for (int k = live.start[i]; k < live.start[i] + live.count[i]; k++) {
        gradWeight[i][live.column[k]] = sum[k - base];
      }
    }
  }

  /** Adds a line's events in rows below a bound and returns where the next ones begin. */
  private int addLine(float[] sum, int[] column, int from, int to, int event, int i, int bound) {
    int[] rows = events.rows();
    int last = events.offsets()[i + 1];
    int e = event;
    if (events.counts() != null) {
      for (; e < last && rows[e] < bound; e++) {
        addScaled(sum, column, g[rows[e]], events.counts()[e], from, to);
      }
      return e;
    }
    for (; e + 4 <= last && rows[e + 3] < bound; e += 4) {
      four(sum, column, g[rows[e]], g[rows[e + 1]], g[rows[e + 2]], g[rows[e + 3]], from, to);
    }
    for (; e < last && rows[e] < bound; e++) {
      one(sum, column, g[rows[e]], from, to);
    }
    return e;
  }

  private static void four(
      float[] sum, int[] column, float[] a, float[] b, float[] c, float[] d, int from, int to) {
    for (int k = from; k < to; k += 2) {
      int j = column[k];
      int l = column[k + 1];
      float first = (((sum[k] + a[j]) + b[j]) + c[j]) + d[j];
      sum[k + 1] = (((sum[k + 1] + a[l]) + b[l]) + c[l]) + d[l];
      sum[k] = first;
    }
  }

  private static void one(float[] sum, int[] column, float[] a, int from, int to) {
    for (int k = from; k < to; k += 4) {
      sum[k] += a[column[k]];
      sum[k + 1] += a[column[k + 1]];
      sum[k + 2] += a[column[k + 2]];
      sum[k + 3] += a[column[k + 3]];
    }
  }

  private static void addScaled(
      float[] sum, int[] column, float[] a, float scale, int from, int to) {
    for (int k = from; k < to; k++) {
      sum[k] += scale * a[column[k]];
    }
  }
}
