package dev.snn.kernels;

import dev.snn.api.parallel.Parallel;
import dev.snn.api.tensor.Spikes;
import dev.snn.api.tensor.Tensor;
import java.util.Arrays;

/**
 * Products with binary spikes of which most are ones. For each four lines the sums of all sixteen
 * subsets of their rows are made once for a block of results; then a result adds one of them in
 * place of up to four rows: of {@code [M x K]} spikes and K rows it takes at most {@code K / 4 (M +
 * 11 M / block)} additions of rows, whatever the density, and no multiplication. The method is the
 * one of the "Four Russians" (Arlazarov, Dinic, Kronrod, Faradzhev 1970; Aho, Hopcroft, Ullman
 * 1974, sec. 6.6).
 *
 * <p>A value is the sum over the subsets that are not empty, in ascending order, in groups of the
 * kernel that begin anew every {@value #TOGETHER} subsets: the same bits for any blocks and at any
 * number of threads.
 */
final class SubsetSums {
  /** Lines whose subsets are summed. */
  private static final int LINES = 4;

  private static final int SUBSETS = 1 << LINES;

  /** Subsets that are added to a result together. */
  private static final int TOGETHER = RowKernel.GROUP;

  /** Rows of the tables that are in use at a time. */
  static final int TABLES = SUBSETS * TOGETHER;

  /** Rows of spikes that a task turns into subsets for the gradient. */
  private static final int ROWS = 64 * LINES;

  private static final ThreadLocal<float[][]> OWN =
      ThreadLocal.withInitial(() -> new float[TABLES][0]);

  private SubsetSums() {}

  /** {@code out[r] = bias + sum of the weights' rows of the lines that spike in row r}. */
  static void forward(
      Spikes x, float[][] weight, float[] bias, Tensor out, long cache, Parallel parallel) {
    Spikes.Raw events = x.raw();
    each(
        out.rows().length,
        out.size(),
        cache,
        parallel,
        (first, last, low, high) -> {
          byte[][] subsets = new byte[subsets(x.size())][last - first];
          for (int r = first; r < last; r++) {
            for (int e = events.offsets()[r]; e < events.offsets()[r + 1]; e++) {
              mark(subsets, events.units()[e], r - first);
            }
            if (bias == null) {
              Arrays.fill(out.rows()[r], low, high, 0);
            } else {
              System.arraycopy(bias, low, out.rows()[r], low, high - low);
            }
          }
          add(out.rows(), first, last, subsets, 0, weight, low, high);
        });
  }

  /** {@code gradWeight[i] += sum of the rows of gradOut at which line i spikes}. */
  static void gradWeight(
      Spikes x, Tensor gradOut, float[][] gradWeight, long cache, Parallel parallel) {
    float[][] g = gradOut.rows();
    byte[][] subsets = new byte[subsets(g.length)][x.size()];
    Spikes.Raw events = x.raw();
    parallel.forEach(
        Blocks.count(g.length, ROWS),
        task -> {
          for (int r = task * ROWS; r < Math.min(g.length, (task + 1) * ROWS); r++) {
            for (int e = events.offsets()[r]; e < events.offsets()[r + 1]; e++) {
              mark(subsets, r, events.units()[e]);
            }
          }
        });
    each(
        x.size(),
        gradOut.size(),
        cache,
        parallel,
        (first, last, low, high) -> add(gradWeight, first, last, subsets, first, g, low, high));
  }

  /** A block of results. */
  private interface Block {
    void compute(int first, int last, int low, int high);
  }

  private static void each(int rows, int columns, long cache, Parallel parallel, Block block) {
    Blocks blocks = Blocks.ofTables(columns, TABLES, cache);
    int threads = parallel.threads();
    int chunks = Blocks.count(Blocks.count(rows, blocks.kept()), threads) * threads;
    parallel.forEach(
        chunks * Blocks.count(columns, blocks.columns()),
        task -> {
          int low = task / chunks * blocks.columns();
          int high = Math.min(columns, low + blocks.columns());
          int first = (int) ((long) rows * (task % chunks) / chunks);
          int last = (int) ((long) rows * (task % chunks + 1) / chunks);
          block.compute(first, last, low, high);
        });
  }

  private static int subsets(int lines) {
    return Blocks.count(lines, LINES);
  }

  /** Notes that a line is one of those of a result. */
  private static void mark(byte[][] subsets, int line, int result) {
    subsets[line / LINES][result] |= (byte) (1 << line % LINES);
  }

  /**
   * Adds to the results {@code [first, last)} the sums of their subsets of rows.
   *
   * @param subsets {@code [subset][result]}
   * @param at place of the first result in these
   */
  private static void add(
      float[][] out,
      int first,
      int last,
      byte[][] subsets,
      int at,
      float[][] rows,
      int low,
      int high) {
    float[][] own = OWN.get();
    if (own[0].length < high) {
      own = new float[TABLES][high];
      OWN.set(own);
    }
    float[][] tables = own.clone();
    int[] index = new int[TOGETHER];
    int all = subsets(rows.length);
    for (int from = 0; from < all; from += TOGETHER) {
      int to = Math.min(all, from + TOGETHER);
      for (int s = from; s < to; s++) {
        fill(tables, (s - from) * SUBSETS, rows, s * LINES, low, high);
      }
      for (int r = first; r < last; r++) {
        int n = 0;
        for (int s = from; s < to; s++) {
          int subset = subsets[s][at + r - first];
          if (subset != 0) {
            index[n++] = (s - from) * SUBSETS + subset;
          }
        }
        RowKernel.add(out[r], tables, index, 0, n, low, high);
      }
    }
  }

  /** The sums of the subsets of four rows; those of one row are that row. */
  private static void fill(float[][] tables, int at, float[][] rows, int line, int low, int high) {
    for (int k = 0; k < LINES && line + k < rows.length; k++) {
      int bit = 1 << k;
      tables[at + bit] = rows[line + k];
      for (int less = 1; less < bit; less++) {
        sum(tables[at + bit + less], tables[at + less], rows[line + k], low, high);
      }
    }
  }

  private static void sum(float[] out, float[] a, float[] b, int low, int high) {
    for (int j = low; j < high; j++) {
      out[j] = a[j] + b[j];
    }
  }
}
