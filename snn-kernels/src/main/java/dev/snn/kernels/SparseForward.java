package dev.snn.kernels;

import dev.snn.api.tensor.Spikes;
import dev.snn.api.tensor.Tensor;
import java.util.Arrays;

/**
 * {@code out[r] = bias + sum_i x[r, i] weight[i]} over the weights that exist: at each event the
 * live weights of its line are added where they belong. The cost is events times live weights of a
 * line.
 *
 * <p>Every value is the sequential sum of its terms in ascending order of the lines, beginning with
 * the bias. An absent weight would add 0, so these are the bits of the same sum over all weights,
 * which is what the backend {@code vector} computes.
 */
record SparseForward(Spikes x, LiveRows weight, float[] bias, Tensor out) {

  /** Writes row r of the result. */
  void write(int r) {
    float[] o = out.rows()[r];
    if (bias == null) {
      Arrays.fill(o, 0, out.size(), 0);
    } else {
      System.arraycopy(bias, 0, o, 0, out.size());
    }
    Spikes.Raw events = x.raw();
    int[] units = events.units();
    int[] start = weight.start;
    int last = events.offsets()[r + 1];
    for (int e = events.offsets()[r]; e < last; e++) {
      int i = units[e];
      if (events.counts() == null) {
        LiveRows.add(o, weight.column, weight.value, start[i], start[i + 1]);
      } else {
        LiveRows.addScaled(
            o, weight.column, weight.value, events.counts()[e], start[i], start[i + 1]);
      }
    }
  }
}
