package dev.snn.kernels;

import dev.snn.api.neuron.CurrentSource;
import dev.snn.api.parallel.Parallel;
import dev.snn.api.tensor.Constant;
import dev.snn.api.tensor.Signal;
import dev.snn.api.tensor.Spikes;
import dev.snn.api.tensor.Tensor;
import java.util.Arrays;

/**
 * Products of a signal {@code [T x B x In]} with weights {@code [In][Out]} (one row per input
 * line), forward and backward, for every kind of signal. Events go to the {@link EventBackend} in
 * use, zeros of other signals are skipped wherever they are, large products of dense signals go to
 * {@link NativeBlas}, and of event lists with few zeros to {@link SubsetSums}.
 *
 * <p>Tasks are fixed blocks of rows and columns, so results are the same bits at any number of
 * threads.
 */
public final class Products {
  /** Rows of a signal per task. */
  private static final int ROWS = 64;

  /** Input lines per task of a weight gradient. */
  private static final int LINES = 64;

  private Products() {}

  /**
   * {@code out[t, b] = bias + sum_i x[t, b, i] weight[i]}.
   *
   * @param bias of length Out, or null
   * @param out overwritten
   */
  public static void forward(
      Signal x, float[][] weight, float[] bias, Tensor out, Parallel parallel) {
    if (x instanceof Constant constant) {
      forwardConstant(constant, weight, bias, out, parallel);
      return;
    }
    if (whole(x, weight, bias, out, parallel)) {
      return;
    }
    try (RowProduct product = product(x, weight, bias, out, parallel)) {
      forward(product, out, parallel);
    }
  }

  /** All rows of a product. */
  static void forward(RowProduct product, Tensor out, Parallel parallel) {
    int rows = out.rows().length;
    int columns = out.size();
    int chunks = (rows + ROWS - 1) / ROWS;
    int width = Blocks.columns(columns);
    int blocks = Blocks.count(columns, width);
    parallel.forEach(
        chunks * blocks,
        task -> {
          int low = task / chunks * width;
          int first = task % chunks * ROWS;
          int[] some = new int[Math.min(ROWS, rows - first)];
          Arrays.setAll(some, k -> first + k);
          product.compute(some, low, Math.min(columns, low + width));
        });
  }

  private static RowProduct product(
      Signal x, float[][] weight, float[] bias, Tensor out, Parallel parallel) {
    return x instanceof Spikes spikes
        ? Kernels.active().product(spikes, weight, bias, out, parallel)
        : new ForwardRows(x, weight, bias, out, Blocks.ofResults(out.size(), CacheSize.level2()));
  }

  /** A source of currents that holds memory until it is closed. */
  public interface Source extends CurrentSource, AutoCloseable {
    @Override
    default void close() {}
  }

  private static final Source DONE = (from, to) -> {};

  /**
   * The same product, a few examples at a time as a neuron asks for them; what is better done as a
   * whole is done at once.
   */
  public static Source source(
      Signal x, float[][] weight, float[] bias, Tensor out, Parallel parallel) {
    if (x instanceof Constant) {
      forward(x, weight, bias, out, parallel);
      return DONE;
    }
    if (whole(x, weight, bias, out, parallel)) {
      return DONE;
    }
    return source(product(x, weight, bias, out, parallel), out);
  }

  /** A product, a few examples at a time. */
  static Source source(RowProduct product, Tensor out) {
    return new Source() {
      @Override
      public void fill(int from, int to) {
        int[] some = new int[out.steps() * (to - from)];
        Arrays.setAll(some, k -> k / (to - from) * out.batch() + from + k % (to - from));
        int width = Blocks.columns(out.size());
        for (int low = 0; low < out.size(); low += width) {
          product.compute(some, low, Math.min(out.size(), low + width));
        }
      }

      @Override
      public void close() {
        product.close();
      }
    };
  }

  /** Computes a large dense product as a whole; false where it is none. */
  private static boolean whole(
      Signal x, float[][] weight, float[] bias, Tensor out, Parallel parallel) {
    if (hasSubsets(x, out)) {
      SubsetSums.forward((Spikes) x, weight, bias, out, CacheSize.level2(), parallel);
      return true;
    }
    if (isDense(x) && NativeBlas.worth(out.rows().length, x.size(), out.size())) {
      float[][] rows = denseRows(x, parallel);
      NativeBlas.multiply(rows, x.size(), weight, out.size(), false, out.rows(), parallel);
      addBias(out, bias, parallel);
      return true;
    }
    return false;
  }

  private static float[][] denseRows(Signal x, Parallel parallel) {
    if (!(x instanceof Spikes spikes)) {
      return x.toTensor().rows();
    }
    float[][] rows = new float[x.steps() * x.batch()][];
    parallel.forEachBlock(
        rows.length,
        (block, from, to) -> {
          for (int r = from; r < to; r++) {
            rows[r] = new float[x.size()];
            spikes.denseRow(r, rows[r]);
          }
        });
    return rows;
  }

  private static boolean isDense(Signal x) {
    return x instanceof Tensor
        || x instanceof Spikes spikes && spikes.density() > Kernels.active().denseShare();
  }

  /** True where so many lines of a binary signal spike that sums of subsets are shorter. */
  private static boolean hasSubsets(Signal x, Tensor out) {
    return x instanceof Spikes spikes
        && spikes.isBinary()
        && isDense(x)
        && NativeBlas.isLarge(out.rows().length, x.size(), out.size());
  }

  private static void forwardConstant(
      Constant x, float[][] weight, float[] bias, Tensor out, Parallel parallel) {
    Tensor once = new Tensor(1, x.batch(), x.size(), x.rows());
    Tensor first = out.timeRange(0, Math.min(1, out.steps()));
    if (out.steps() == 0) {
      return;
    }
    forward(once, weight, bias, first, parallel);
    parallel.forEach(
        out.steps() - 1,
        t -> {
          for (int b = 0; b < out.batch(); b++) {
            System.arraycopy(out.row(0, b), 0, out.row(t + 1, b), 0, out.size());
          }
        });
  }

  /** {@code gradWeight[i] += sum_{t, b} x[t, b, i] gradOut[t, b]}. */
  public static void gradWeight(Signal x, Tensor gradOut, float[][] gradWeight, Parallel parallel) {
    if (x instanceof Constant constant) {
      gradWeight(
          new Tensor(1, x.batch(), x.size(), constant.rows()),
          sumOverTime(gradOut, parallel),
          gradWeight,
          parallel);
      return;
    }
    int columns = gradOut.size();
    int lines = x.size();
    if (hasSubsets(x, gradOut)) {
      SubsetSums.gradWeight((Spikes) x, gradOut, gradWeight, CacheSize.level2(), parallel);
      return;
    }
    if (isDense(x) && NativeBlas.worth(gradOut.rows().length, lines, columns)) {
      float[][] rows = denseRows(x, parallel);
      NativeBlas.addTransposed(rows, lines, gradOut.rows(), columns, gradWeight, parallel);
      return;
    }
    if (x instanceof Spikes spikes) {
      Kernels.active().gradWeight(spikes, gradOut, gradWeight, parallel);
      return;
    }
    float[][] transposed = transpose(((Tensor) x).rows(), lines, parallel);
    int chunks = (lines + LINES - 1) / LINES;
    int width = Blocks.columns(columns);
    int blocks = Blocks.count(columns, width);
    float[][] g = gradOut.rows();
    parallel.forEach(
        chunks * blocks,
        task -> {
          int low = task / chunks * width;
          int high = Math.min(columns, low + width);
          int first = task % chunks * LINES;
          int last = Math.min(lines, first + LINES);
          NonZeros list = new NonZeros(g.length);
          for (int i = first; i < last; i++) {
            int n = list.of(transposed[i], g.length);
            RowKernel.addScaled(gradWeight[i], g, list.index, list.value, 0, n, low, high);
          }
        });
  }

  /**
   * {@code gradInput[t, b, i] = sum_j gradOut[t, b, j] weight[i][j]}.
   *
   * @param gradInput overwritten
   */
  public static void gradInput(
      Tensor gradOut, float[][] weight, Tensor gradInput, Parallel parallel) {
    if (NativeBlas.worth(gradOut.rows().length, gradOut.size(), weight.length)) {
      NativeBlas.multiply(
          gradOut.rows(), gradOut.size(), weight, weight.length, true, gradInput.rows(), parallel);
      return;
    }
    float[][] transposed = transpose(weight, gradOut.size(), parallel);
    forward(gradOut, transposed, null, gradInput, parallel);
  }

  /** {@code gradBias += sum_{t, b} gradOut[t, b]}, added in a fixed order. */
  public static void gradBias(Tensor gradOut, float[] gradBias, Parallel parallel) {
    int width = Math.max(64, Blocks.count(gradBias.length, parallel.threads()));
    parallel.forEach(
        Blocks.count(gradBias.length, width),
        task -> {
          int low = task * width;
          int high = Math.min(gradBias.length, low + width);
          RowKernel.addInOrder(gradBias, gradOut.rows(), low, high);
        });
  }

  /** The sum over steps, {@code [1 x B x N]}. */
  public static Tensor sumOverTime(Tensor x, Parallel parallel) {
    Tensor sum = Tensor.zeros(1, x.batch(), x.size());
    parallel.forEachBlock(
        x.batch(),
        (block, from, to) -> {
          for (int b = from; b < to; b++) {
            float[] total = sum.row(0, b);
            for (int t = 0; t < x.steps(); t++) {
              float[] row = x.row(t, b);
              for (int n = 0; n < x.size(); n++) {
                total[n] += row[n];
              }
            }
          }
        });
    return sum;
  }

  /** The transpose of {@code rows[r][0 .. columns)}. */
  public static float[][] transpose(float[][] rows, int columns, Parallel parallel) {
    float[][] out = new float[columns][rows.length];
    int tile = 32;
    parallel.forEach(
        (columns + tile - 1) / tile,
        task -> {
          int low = task * tile;
          int high = Math.min(columns, low + tile);
          for (int r = 0; r < rows.length; r++) {
            float[] row = rows[r];
            for (int c = low; c < high; c++) {
              out[c][r] = row[c];
            }
          }
        });
    return out;
  }

  private static void addBias(Tensor out, float[] bias, Parallel parallel) {
    if (bias == null) {
      return;
    }
    parallel.forEachBlock(
        out.rows().length,
        (block, from, to) -> {
          for (int r = from; r < to; r++) {
            float[] row = out.rows()[r];
            for (int j = 0; j < bias.length; j++) {
              row[j] += bias[j];
            }
          }
        });
  }
}
