package dev.snn.vector;

import dev.snn.api.parallel.Parallel;
import dev.snn.api.tensor.Spikes;
import dev.snn.api.tensor.Tensor;
import dev.snn.kernels.RowProduct;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;

/** Rows of {@code out = bias + x weight}, with the weights in panels. */
final class PackedProduct implements RowProduct {
  /** Weight rows that one task packs. */
  private static final int TOGETHER = 128;

  private final Spikes x;
  private final Tensor out;
  private final float[] start;
  private final List<Panel> panels;
  private final long[] bases;
  private final long cache;
  private MemorySegment memory;

  PackedProduct(
      Spikes x, float[][] weight, float[] bias, Tensor out, Parallel parallel, long cache) {
    this.x = x;
    this.cache = cache;
    this.out = out;
    panels = Panel.of(out.size());
    Events.check(x.raw().units(), x.events(), x.size());
    start = new float[panels.size() * Panel.WIDE * PanelSums.LANES];
    if (bias != null) {
      System.arraycopy(bias, 0, start, 0, out.size());
    }
    bases = new long[panels.size() + 1];
    for (int p = 0; p < panels.size(); p++) {
      bases[p + 1] = bases[p] + panels.get(p).bytes(x.size());
    }
    memory = Memory.take(bases[panels.size()]);
    int chunks = (x.size() + TOGETHER - 1) / TOGETHER;
    parallel.forEach(
        panels.size() * chunks,
        task -> {
          Panel panel = panels.get(task / chunks);
          int from = task % chunks * TOGETHER;
          int to = Math.min(x.size(), from + TOGETHER);
          panel.pack(weight, from, to, memory, bases[task / chunks] + panel.bytes(from));
        });
  }

  /** True where packing pays: the rows of the weights are added often enough. */
  static boolean isWorthwhile(Spikes x, int columns) {
    return Panel.DIVIDES && columns >= OrderedRows.NARROW && x.events() >= 8L * x.size();
  }

  @Override
  public void compute(int[] rows, int low, int high) {
    int wide = Panel.WIDE * PanelSums.LANES;
    for (int p = low / wide; p < (high + wide - 1) / wide; p++) {
      compute(rows, panels.get(p), bases[p]);
    }
  }

  private void compute(int[] rows, Panel panel, long base) {
    Spikes.Raw events = x.raw();
    int[] offsets = events.offsets();
    PanelRow target = new PanelRow(panel, memory, events.units(), events.counts());
    int[] done = null;
    int stretch = panel.rows(cache);
    for (int end = stretch; ; end += stretch) {
      boolean all = end >= x.size();
      if (end == stretch && !all) {
        done = Arrays.stream(rows).map(r -> offsets[r]).toArray();
      }
      for (int k = 0; k < rows.length; k++) {
        int r = rows[k];
        int from = done == null ? offsets[r] : done[k];
        int to = all ? offsets[r + 1] : Events.below(end, events.units(), from, offsets[r + 1]);
        if (end == stretch) {
          target.set(out.rows()[r], start, base, 0, from, to);
        } else {
          target.add(out.rows()[r], base, 0, from, to);
        }
        if (done != null) {
          done[k] = to;
        }
      }
      if (all) {
        return;
      }
    }
  }

  @Override
  public void close() {
    if (memory != null) {
      Memory.give(memory);
      memory = null;
    }
  }
}
