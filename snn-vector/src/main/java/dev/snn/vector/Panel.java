package dev.snn.vector;

import dev.snn.kernels.RowProduct;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Some columns of a matrix, as its rows lie in aligned memory one after the other.
 *
 * @param low first column
 * @param width number of columns; what memory holds beyond them is undefined
 * @param vectors width of a row in memory
 */
record Panel(int low, int width, int vectors) {
  static final int WIDE = 8;
  static final int NARROW = 4;

  /** True where no panel lies in two blocks of columns. */
  static final boolean DIVIDES = RowProduct.ALIGNED % (WIDE * PanelSums.LANES) == 0;

  /** Divides columns into panels. */
  static List<Panel> of(int columns) {
    List<Panel> all = new ArrayList<>();
    int wide = WIDE * PanelSums.LANES;
    for (int low = 0; low < columns; low += wide) {
      int width = Math.min(wide, columns - low);
      all.add(new Panel(low, width, width <= NARROW * PanelSums.LANES ? NARROW : WIDE));
    }
    return all;
  }

  /** Values of a row in memory. */
  int stride() {
    return vectors * PanelSums.LANES;
  }

  /** Bytes of so many rows. */
  long bytes(int rows) {
    return (long) rows * stride() * Float.BYTES;
  }

  /** Rows that are read again and again from a cache of so many bytes; others pass through it. */
  int rows(long cache) {
    return (int) Math.max(PanelSums.LANES, cache / 2 / bytes(1));
  }

  /** True where a row has as many columns as memory. */
  boolean isFull() {
    return width == stride();
  }

  /** Copies the rows {@code [from, to)} of a matrix to memory that begins with row {@code from}. */
  void pack(float[][] rows, int from, int to, MemorySegment memory, long base) {
    for (int r = from; r < to; r++) {
      checkRow(rows[r]);
      PanelSums.copy(rows[r], low, width, memory, base + bytes(r - from));
    }
  }

  /** Fails where a row of the heap does not have these columns. */
  void checkRow(float[] row) {
    Objects.checkFromIndexSize(low, width, row.length);
  }
}
