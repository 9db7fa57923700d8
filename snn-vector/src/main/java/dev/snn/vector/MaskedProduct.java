package dev.snn.vector;

import dev.snn.api.tensor.Spikes;
import dev.snn.api.tensor.Tensor;
import dev.snn.kernels.LiveColumns;
import dev.snn.kernels.RowProduct;
import java.util.Arrays;
import java.util.Objects;

/**
 * Rows of {@code out = bias + x weight} over the weights that exist. Of up to {@value #ROWS} rows
 * at a time, each line has a bit for each row in which it spikes. The sums of a column and all
 * these rows are registers, to which a live weight is added where its line has ones; the results of
 * some columns are then turned over.
 *
 * @param x binary
 */
record MaskedProduct(Spikes x, LiveColumns weight, float[] bias, Tensor out) implements RowProduct {
  /** Bits of a line. */
  static final int ROWS = Long.SIZE;

  /** Share of ones from which on this is faster than to add live weights at each of them. */
  private static final double DENSITY = 0.08;

  /** True where masks are cheap, and a live weight is added to several rows at once. */
  static boolean isWorthwhile(Spikes x) {
    return MaskedSums.RUNS
        && x.isBinary()
        && x.density() >= DENSITY
        && x.steps() * x.batch() >= ROWS / 2;
  }

  @Override
  public void compute(int[] rows, int low, int high) {
    long[] ones = new long[x.size()];
    float[] sums = new float[MaskedSums.COLUMNS * ROWS];
    for (int from = 0; from < rows.length; from += ROWS) {
      int count = Math.min(ROWS, rows.length - from);
      mark(rows, from, count, ones);
      for (int j = low; j < high; j += MaskedSums.COLUMNS) {
        int end = Math.min(high, j + MaskedSums.COLUMNS);
        for (int c = j; c < end; c++) {
          int first = weight.start()[c];
          int last = weight.start()[c + 1];
          float start = bias == null ? 0 : bias[c];
          MaskedSums.add(
              ones, weight.line(), weight.value(), first, last, start, sums, (c - j) * ROWS);
        }
        for (int k = 0; k < count; k++) {
          turn(sums, k, out.rows()[rows[from + k]], j, end);
        }
      }
    }
  }

  /** Sets the bits of the rows in which each line spikes. */
  private void mark(int[] rows, int from, int count, long[] ones) {
    Spikes.Raw events = x.raw();
    Arrays.fill(ones, 0);
    for (int k = 0; k < count; k++) {
      long bit = 1L << k;
      int last = events.offsets()[rows[from + k] + 1];
      for (int e = events.offsets()[rows[from + k]]; e < last; e++) {
        ones[events.units()[e]] |= bit;
      }
    }
  }

  private static void turn(float[] sums, int k, float[] row, int low, int high) {
    if (high - low == MaskedSums.COLUMNS) {
      Objects.checkFromToIndex(low, high, row.length);
      MaskedSums.turn(sums, k, row, low);
      return;
    }
    for (int c = low; c < high; c++) {
      row[c] = sums[(c - low) * ROWS + k];
    }
  }
}
