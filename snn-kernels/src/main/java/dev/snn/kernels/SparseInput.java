package dev.snn.kernels;

import dev.snn.api.layer.Parameter;
import dev.snn.api.parallel.Parallel;
import dev.snn.api.tensor.Tensor;
import java.util.Arrays;

/**
 * {@code gradInput[r, i] = sum_j gradOut[r, j] weight[i][j]} over the weights that exist. Where a
 * line has few of them, each value of a row is multiplied by the live weights of its column, which
 * are added where they belong. Else a tile of rows is turned over, so that a live weight multiplies
 * the values of all rows of the tile, which lie next to each other; the results are turned back.
 *
 * <p>The terms of a value are added one by one, or in groups of four live weights of its line: an
 * order that depends on the connections alone.
 */
final class SparseInput {
  /** Rows of a tile; fixed, as work is divided by tiles. */
  private static final int ROWS = 128;

  /** Lines whose results are turned back together. */
  private static final int LINES = 16;

  /** Live weights of a line, from which on tiles are worth the turning. */
  private static final int FEW = 4;

  private final float[][] g;
  private final int columns;
  private final LiveRows weight;
  private final float[][] out;

  private SparseInput(Tensor gradOut, LiveRows weight, Tensor gradInput) {
    this.g = gradOut.rows();
    this.columns = gradOut.size();
    this.weight = weight;
    this.out = gradInput.rows();
  }

  /** True where a line has so few weights that they are added one by one. */
  static boolean scatters(Parameter weight) {
    return weight.connections().count() < (long) FEW * weight.value().length;
  }

  static void compute(Tensor gradOut, Parameter parameter, Tensor gradInput, Parallel parallel) {
    if (scatters(parameter)) {
      scatter(gradOut, LiveColumns.of(parameter, gradOut.size()), gradInput, parallel);
      return;
    }
    SparseInput product = new SparseInput(gradOut, LiveRows.of(parameter), gradInput);
    parallel.forEach(
        Blocks.count(product.g.length, ROWS),
        task -> product.tile(task * ROWS, Math.min(product.g.length, (task + 1) * ROWS)));
  }

  private static void scatter(
      Tensor gradOut, LiveColumns weight, Tensor gradInput, Parallel parallel) {
    int[] column = weight.columns();
    int[] line = weight.line();
    float[] value = weight.value();
    parallel.forEachBlock(
        gradOut.rows().length,
        (block, from, to) -> {
          for (int r = from; r < to; r++) {
            float[] out = gradInput.rows()[r];
            Arrays.fill(out, 0, gradInput.size(), 0);
            add(out, line, value, gradOut.rows()[r], column);
          }
        });
  }

  private static void add(float[] out, int[] line, float[] value, float[] g, int[] column) {
    for (int k = 0; k < line.length; k++) {
      out[line[k]] += value[k] * g[column[k]];
    }
  }

  private void tile(int first, int last) {
    int n = last - first;
    float[][] turned = new float[columns][n];
    for (int j = 0; j < columns; j += LINES) {
      int to = Math.min(columns, j + LINES);
      for (int r = 0; r < n; r++) {
        float[] row = g[first + r];
        for (int c = j; c < to; c++) {
          turned[c][r] = row[c];
        }
      }
    }
    float[][] sums = new float[LINES][n];
    for (int i = 0; i < weight.rows(); i += LINES) {
      int to = Math.min(weight.rows(), i + LINES);
      for (int k = i; k < to; k++) {
        line(sums[k - i], turned, k, n);
      }
      for (int r = 0; r < n; r++) {
        float[] row = out[first + r];
        for (int k = i; k < to; k++) {
          row[k] = sums[k - i][r];
        }
      }
    }
  }

  private void line(float[] sum, float[][] turned, int i, int n) {
    Arrays.fill(sum, 0);
    RowKernel.addScaled(
        sum, turned, weight.column, weight.value, weight.start[i], weight.start[i + 1], 0, n);
  }
}
