package dev.snn.vector;

import dev.snn.api.parallel.Parallel;
import dev.snn.api.tensor.Spikes;
import dev.snn.api.tensor.Tensor;
import dev.snn.kernels.RowProduct;
import java.util.Arrays;

/** Products that are too small for panels, with the additions in the same order. */
record OrderedRows(Spikes x, float[][] weight, float[] bias, Tensor out) implements RowProduct {
  /** Results with fewer columns are not worth a panel, whatever the width of vectors. */
  static final int NARROW = 8;

  private static final int LINES = 64;

  @Override
  public void compute(int[] rows, int low, int high) {
    Spikes.Raw events = x.raw();
    int[] offsets = events.offsets();
    for (int r : rows) {
      float[] o = out.rows()[r];
      if (bias == null) {
        Arrays.fill(o, low, high, 0);
      } else {
        System.arraycopy(bias, low, o, low, high - low);
      }
      add(o, weight, events.units(), events.counts(), offsets[r], offsets[r + 1], low, high);
    }
  }

  /** {@code gradWeight[i] += sum of the rows at which line i spiked}. */
  static void gradWeight(
      Spikes.ByUnit events, Tensor gradOut, float[][] gradWeight, Parallel parallel) {
    int lines = events.offsets().length - 1;
    parallel.forEach(
        (lines + LINES - 1) / LINES,
        task -> {
          for (int i = task * LINES; i < Math.min(lines, (task + 1) * LINES); i++) {
            int from = events.offsets()[i];
            int to = events.offsets()[i + 1];
            int[] rows = events.rows();
            add(gradWeight[i], gradOut.rows(), rows, events.counts(), from, to, 0, gradOut.size());
          }
        });
  }

  private static void add(
      float[] out,
      float[][] rows,
      int[] index,
      float[] counts,
      int from,
      int to,
      int low,
      int high) {
    int e = from;
    if (counts == null) {
      for (; e + 4 <= to; e += 4) {
        int k = index[e];
        four(out, rows[k], rows[index[e + 1]], rows[index[e + 2]], rows[index[e + 3]], low, high);
      }
    }
    for (; e < to; e++) {
      one(out, rows[index[e]], counts == null ? 1 : counts[e], low, high);
    }
  }

  private static void four(
      float[] out, float[] a, float[] b, float[] c, float[] d, int low, int high) {
    for (int j = low; j < high; j++) {
      out[j] = (((out[j] + a[j]) + b[j]) + c[j]) + d[j];
    }
  }

  private static void one(float[] out, float[] a, float scale, int low, int high) {
    for (int j = low; j < high; j++) {
      out[j] += scale * a[j];
    }
  }
}
