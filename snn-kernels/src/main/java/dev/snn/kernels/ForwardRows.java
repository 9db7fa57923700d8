package dev.snn.kernels;

import dev.snn.api.tensor.Signal;
import dev.snn.api.tensor.Spikes;
import dev.snn.api.tensor.Tensor;
import java.util.Arrays;

/** A product with events or dense rows in plain Java. */
record ForwardRows(Signal x, float[][] weight, float[] bias, Tensor out, Blocks blocks)
    implements RowProduct {

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
      int parts = Blocks.count(rows.length, blocks.kept());
      for (int part = 0; part < parts; part++) {
        int from = (int) ((long) rows.length * part / parts);
        int to = (int) ((long) rows.length * (part + 1) / parts);
        addEvents(spikes, rows, from, to, low, high);
      }
      return;
    }
    NonZeros list = new NonZeros(x.size());
    for (int r : rows) {
      int n = list.of(((Tensor) x).rows()[r], x.size());
      RowKernel.addScaled(out.rows()[r], weight, list.index, list.value, 0, n, low, high);
    }
  }

  /** One stretch of weight rows after the other, each for all rows {@code [from, to)} of a list. */
  private void addEvents(Spikes spikes, int[] rows, int from, int to, int low, int high) {
    Spikes.Raw events = spikes.raw();
    int[] offsets = events.offsets();
    int[] done = new int[to - from];
    for (int k = from; k < to; k++) {
      done[k - from] = offsets[rows[k]];
    }
    int stretch = EventSums.stretch(events.counts(), blocks.passing(), high - low);
    for (int end = stretch; end - stretch < x.size(); end += stretch) {
      int bound = end < x.size() ? end : -1;
      for (int k = from; k < to; k++) {
        int r = rows[k];
        int first = done[k - from];
        int last = EventSums.until(events.units(), first, offsets[r + 1], bound);
        EventSums.addRow(
            out.rows()[r], weight, events.units(), events.counts(), first, last, low, high);
        done[k - from] = last;
      }
    }
  }
}
