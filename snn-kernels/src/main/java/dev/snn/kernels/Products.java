package dev.snn.kernels;

import dev.snn.api.parallel.Parallel;
import dev.snn.api.tensor.Constant;
import dev.snn.api.tensor.Signal;
import dev.snn.api.tensor.Spikes;
import dev.snn.api.tensor.Tensor;
import java.util.Arrays;

/**
 * Products of a signal {@code [T x B x In]} with weights {@code [In][Out]} (one row per input
 * line), forward and backward, for every kind of signal. All three reduce to {@link RowKernel};
 * zeros are skipped wherever they are.
 *
 * <p>Tasks are fixed blocks of rows and columns, so results are the same bits at any number of
 * threads.
 */
public final class Products {
  /** Rows of a signal per task. */
  private static final int ROWS = 64;

  /** Input lines per task of a weight gradient; their rows stay in the level-2 cache. */
  private static final int LINES = 64;

  /** Rows of the output's gradient that a task handles before it goes to the next ones. */
  private static final int STRETCH = 128;

  /** Columns per task. Long rows are read faster than short ones. */
  private static final int COLUMNS = 1024;

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
    int columns = out.size();
    int rows = out.rows().length;
    if (x instanceof Tensor dense && NativeBlas.worth(rows, x.size(), columns)) {
      NativeBlas.multiply(
          dense.rows(), x.size(), weight, columns, false, out.rows(), false, parallel);
      addBias(out, bias, parallel);
      return;
    }
    RowKernel kernel = Kernels.active();
    int chunks = (rows + ROWS - 1) / ROWS;
    int blocks = (columns + COLUMNS - 1) / COLUMNS;
    parallel.forEach(
        chunks * blocks,
        task -> {
          int low = task / chunks * COLUMNS;
          int high = Math.min(columns, low + COLUMNS);
          int first = task % chunks * ROWS;
          int last = Math.min(rows, first + ROWS);
          NonZeros list = x instanceof Tensor ? new NonZeros(x.size()) : null;
          for (int r = first; r < last; r++) {
            float[] o = out.rows()[r];
            if (bias == null) {
              Arrays.fill(o, low, high, 0);
            } else {
              System.arraycopy(bias, low, o, low, high - low);
            }
            if (x instanceof Spikes s) {
              addRow(
                  kernel,
                  o,
                  weight,
                  s.units(),
                  s.counts(),
                  s.offsets()[r],
                  s.offsets()[r + 1],
                  low,
                  high);
            } else {
              int n = list.of(((Tensor) x).rows()[r], x.size());
              kernel.addScaled(o, weight, list.index, list.value, 0, n, low, high);
            }
          }
        });
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
    if (x instanceof Tensor dense && NativeBlas.worth(gradOut.rows().length, lines, columns)) {
      NativeBlas.addTransposed(dense.rows(), lines, gradOut.rows(), columns, gradWeight, parallel);
      return;
    }
    RowKernel kernel = Kernels.active();
    Spikes.ByUnit byUnit = x instanceof Spikes s ? s.byUnit() : null;
    float[][] transposed =
        x instanceof Tensor dense ? transpose(dense.rows(), lines, parallel) : null;
    int chunks = (lines + LINES - 1) / LINES;
    int blocks = (columns + COLUMNS - 1) / COLUMNS;
    float[][] g = gradOut.rows();
    parallel.forEach(
        chunks * blocks,
        task -> {
          int low = task / chunks * COLUMNS;
          int high = Math.min(columns, low + COLUMNS);
          int first = task % chunks * LINES;
          int last = Math.min(lines, first + LINES);
          if (byUnit != null) {
            addEvents(kernel, gradWeight, g, byUnit, first, last, low, high);
            return;
          }
          NonZeros list = new NonZeros(g.length);
          for (int i = first; i < last; i++) {
            int n = list.of(transposed[i], g.length);
            kernel.addScaled(gradWeight[i], g, list.index, list.value, 0, n, low, high);
          }
        });
  }

  /**
   * Adds the rows of g at the events of the lines [first, last), one stretch of rows after the
   * other, so that both sides stay in the cache. What is left over of a stretch, less than a whole
   * group of the kernel, goes to the next.
   */
  private static void addEvents(
      RowKernel kernel,
      float[][] gradWeight,
      float[][] g,
      Spikes.ByUnit events,
      int first,
      int last,
      int low,
      int high) {
    int[] rows = events.rows();
    int[] done = Arrays.copyOfRange(events.offsets(), first, last);
    for (int stretch = STRETCH; stretch - STRETCH < g.length; stretch += STRETCH) {
      for (int i = first; i < last; i++) {
        int from = done[i - first];
        int end = events.offsets()[i + 1];
        int to = from;
        while (to < end && rows[to] < stretch) {
          to++;
        }
        if (stretch < g.length) {
          to -= (to - from) % RowKernel.GROUP;
        }
        addRow(kernel, gradWeight[i], g, rows, events.counts(), from, to, low, high);
        done[i - first] = to;
      }
    }
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
          gradOut.rows(),
          gradOut.size(),
          weight,
          weight.length,
          true,
          gradInput.rows(),
          false,
          parallel);
      return;
    }
    float[][] transposed = transpose(weight, gradOut.size(), parallel);
    forward(gradOut, transposed, null, gradInput, parallel);
  }

  /** {@code gradBias += sum_{t, b} gradOut[t, b]}, added in a fixed order. */
  public static void gradBias(Tensor gradOut, float[] gradBias) {
    for (float[] row : gradOut.rows()) {
      for (int j = 0; j < gradBias.length; j++) {
        gradBias[j] += row[j];
      }
    }
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

  private static void addRow(
      RowKernel kernel,
      float[] out,
      float[][] rows,
      int[] index,
      float[] counts,
      int from,
      int to,
      int low,
      int high) {
    if (counts == null) {
      kernel.add(out, rows, index, from, to, low, high);
    } else {
      kernel.addScaled(out, rows, index, counts, from, to, low, high);
    }
  }

  /** The non-zero entries of a dense row; NaN counts as non-zero. */
  private static final class NonZeros {
    final int[] index;
    final float[] value;

    NonZeros(int capacity) {
      index = new int[capacity + 1];
      value = new float[capacity + 1];
    }

    int of(float[] row, int size) {
      int n = 0;
      for (int i = 0; i < size; i++) {
        index[n] = i;
        value[n] = row[i];
        n += row[i] != 0 ? 1 : 0;
      }
      return n;
    }
  }
}
