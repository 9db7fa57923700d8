package dev.snn.kernels;

import dev.snn.api.tensor.Signal;
import dev.snn.api.tensor.Spikes;
import dev.snn.api.tensor.Tensor;
import java.util.Arrays;

/** A product with events or dense rows in plain Java. */
record ForwardRows(Signal x, float[][] weight, float[] bias, Tensor out) implements RowProduct {
  /** Values of the weights that stay in the level-2 cache while rows go by. */
  private static final int CACHED = 1 << 17;

  @Override
  public void compute(int[] rows, int low, int high) {
    for (int r : rows) {
      float[] o = out.rows()[r];
      if (bias == null) {
        Arrays.fill(o, low, high, 0);
      } else {
        System.arraycopy(bias, low, o, low, high - low);
      }
    }
    if (x instanceof Spikes spikes) {
      addEvents(spikes, rows, low, high);
      return;
    }
    NonZeros list = new NonZeros(x.size());
    for (int r : rows) {
      int n = list.of(((Tensor) x).rows()[r], x.size());
      RowKernel.addScaled(out.rows()[r], weight, list.index, list.value, 0, n, low, high);
    }
  }

  /** One block of weight rows after the other, each for all rows. */
  private void addEvents(Spikes spikes, int[] rows, int low, int high) {
    int block = Math.max(RowKernel.GROUP, CACHED / Math.max(1, high - low));
    Spikes.Raw events = spikes.raw();
    int[] offsets = events.offsets();
    int[] done = new int[rows.length];
    for (int k = 0; k < rows.length; k++) {
      done[k] = offsets[rows[k]];
    }
    for (int end = block; end - block < x.size(); end += block) {
      for (int k = 0; k < rows.length; k++) {
        int r = rows[k];
        int to =
            EventSums.until(events.units(), done[k], offsets[r + 1], end < x.size() ? end : -1);
        EventSums.addRow(
            out.rows()[r], weight, events.units(), events.counts(), done[k], to, low, high);
        done[k] = to;
      }
    }
  }
}
