package dev.snn.vector;

import java.lang.foreign.MemorySegment;

/** Adds rows of a panel to rows of the heap; a row narrower than the panel goes through a copy. */
final class PanelRow {
  private final Panel panel;
  private final MemorySegment memory;
  private final int[] index;
  private final float[] counts;
  private final float[] copy;

  PanelRow(Panel panel, MemorySegment memory, int[] index, float[] counts) {
    this.panel = panel;
    this.memory = memory;
    this.index = index;
    this.counts = counts;
    this.copy = panel.isFull() ? null : new float[panel.stride()];
  }

  /**
   * {@code row = start + sum of the rows at index[from .. to)}, in the panel's columns.
   *
   * @param start as long as all panels together
   */
  void set(float[] row, float[] start, long base, int first, int from, int to) {
    panel.checkRow(row);
    if (copy == null) {
      sum(base, first, from, to, start, panel.low(), row, panel.low());
    } else {
      sum(base, first, from, to, start, panel.low(), copy, 0);
      System.arraycopy(copy, 0, row, panel.low(), panel.width());
    }
  }

  /** {@code row += sum of the rows at index[from .. to)}, in the panel's columns. */
  void add(float[] row, long base, int first, int from, int to) {
    panel.checkRow(row);
    if (copy == null) {
      sum(base, first, from, to, row, panel.low(), row, panel.low());
    } else {
      System.arraycopy(row, panel.low(), copy, 0, panel.width());
      sum(base, first, from, to, copy, 0, copy, 0);
      System.arraycopy(copy, 0, row, panel.low(), panel.width());
    }
  }

  private void sum(
      long base, int first, int from, int to, float[] in, int inAt, float[] out, int outAt) {
    PanelSums.add(
        panel.vectors(), memory, base, index, counts, from, to, first, in, inAt, out, outAt);
  }
}
