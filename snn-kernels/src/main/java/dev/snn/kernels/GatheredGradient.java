package dev.snn.kernels;

import dev.snn.api.layer.Parameter;
import dev.snn.api.parallel.Parallel;
import dev.snn.api.tensor.Spikes;
import dev.snn.api.tensor.Tensor;
import java.util.Arrays;
import java.util.Objects;

/**
 * The sums of {@link SparseGradient} for processors that read the values of a vector from different
 * places. Row after row of the gradients passes by, and at each of its events the live weights of
 * the line take their values from it: the row and the sums stay in the cache, and events need not
 * be sorted by line.
 *
 * <p>Every value is the sequential sum of its terms in ascending order of the rows, beginning with
 * the gradient so far, at any number of threads.
 */
final class GatheredGradient {
  /** What an event takes besides its live weights, in live weights. */
  private static final int OVERHEAD = 16;

  private final Spikes.Raw events;
  private final int lines;
  private final float[][] g;
  private final LiveRows live;
  private final EventBackend.Gather gather;

  GatheredGradient(Spikes x, Tensor gradOut, Parameter weight, EventBackend.Gather gather) {
    this.events = x.raw();
    this.lines = x.size();
    this.g = gradOut.rows();
    this.live = LiveRows.places(weight, EventBackend.Gather.TOGETHER);
    this.gather = gather;
    live.check(gradOut.size());
    for (float[] row : g) {
      Objects.checkFromToIndex(0, gradOut.size(), row.length);
    }
  }

  /**
   * Adds to the gradients.
   *
   * @param gradBias {@code += sum_r gradOut[r]} while the rows are in the cache; null for none
   */
  void add(float[][] gradWeight, float[] gradBias, Parallel parallel) {
    int[] bounds = bounds(parallel.threads());
    int tasks = bounds.length - 1;
    parallel.forEach(
        tasks,
        task -> {
          int low = gradBias == null ? 0 : (int) ((long) gradBias.length * task / tasks);
          int high = gradBias == null ? 0 : (int) ((long) gradBias.length * (task + 1) / tasks);
          add(gradWeight, bounds[task], bounds[task + 1], gradBias, low, high);
        });
  }

  /**
   * Cuts the lines into parts of about the same work, as every eighth row has it. All rows pass by
   * once for each part, so there are no more of these than threads.
   */
  private int[] bounds(int threads) {
    long[] work = new long[lines + 1];
    for (int r = 0; r < g.length; r += 8) {
      for (int e = events.offsets()[r]; e < events.offsets()[r + 1]; e++) {
        work[events.units()[e] + 1]++;
      }
    }
    for (int i = 0; i < lines; i++) {
      work[i + 1] = work[i] + work[i + 1] * (OVERHEAD + live.start[i + 1] - live.start[i]) + 1;
    }
    int parts = Math.max(1, Math.min(threads, lines));
    int[] bounds = new int[parts + 1];
    for (int part = 1; part <= parts; part++) {
      int i = bounds[part - 1];
      while (i < lines && work[i] < work[lines] * part / parts) {
        i++;
      }
      bounds[part] = i;
    }
    return bounds;
  }

  /** Adds to the gradients of the lines {@code [first, last)}. */
  private void add(float[][] gradWeight, int first, int last, float[] gradBias, int low, int high) {
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
      RowKernel.one(gradBias, g[r], low, high);
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
        gather.add(sum, column, row, low, high);
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
