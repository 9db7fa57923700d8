package dev.snn.nir.run;

import dev.snn.api.tensor.Signal;
import dev.snn.api.tensor.Tensor;
import dev.snn.nir.graph.Windows;

/**
 * Sums over windows of images, for what the layers {@code conv}, {@code sum-pool} and {@code
 * avg-pool} do not take: kernels and strides that are no squares, one axis, overlapping or padded
 * pools.
 *
 * <pre>
 *   y[o, y, x] = bias[o] + sum_{c, i, j} w[o, c, i, j] x[c, y sy + i dy - py, x sx + j dx - px]
 * </pre>
 */
final class WindowSums {
  private final int[] in;
  private final int[] out;
  private final Windows windows;
  private final int groups;
  private final float[] weight;
  private final float[] bias;

  /**
   * Sums.
   *
   * @param in channels, height, width; of one axis channels and length
   * @param out the same of the result
   * @param weight {@code [out][in / groups][kernel]}; of one value, each weight is this one
   * @param bias of each output channel
   */
  WindowSums(int[] in, int[] out, Windows windows, int groups, float[] weight, float[] bias) {
    this.in = image(in);
    this.out = image(out);
    this.windows = windows;
    this.groups = groups;
    this.weight = weight;
    this.bias = bias;
  }

  /** Channels, height and width; an image of one axis has one row. */
  static int[] image(int[] shape) {
    return shape.length == 3 ? shape : new int[] {shape[0], 1, shape[1]};
  }

  /** Of the rows or of the columns; an image of one axis has one row. */
  static int axis(int[] numbers, int axis, int none) {
    int shift = 2 - numbers.length;
    return axis < shift ? none : numbers[axis - shift];
  }

  Unit unit() {
    return Units.stateless(
        (input, pass) -> {
          Tensor x = input.toTensor();
          Tensor y = Tensor.zeros(x.steps(), x.batch(), out[0] * out[1] * out[2]);
          pass.parallel().forEach(y.rows().length, r -> sums(x.rows()[r], y.rows()[r]));
          return (Signal) y;
        });
  }

  private void sums(float[] x, float[] y) {
    int share = in[0] / groups;
    for (int o = 0; o < out[0]; o++) {
      int first = o / (out[0] / groups) * share;
      for (int row = 0; row < out[1]; row++) {
        for (int column = 0; column < out[2]; column++) {
          float sum = bias[o];
          for (int c = 0; c < share; c++) {
            sum += sum(x, o, c, share, first, row, column);
          }
          y[(o * out[1] + row) * out[2] + column] = sum;
        }
      }
    }
  }

  private float sum(float[] x, int o, int c, int share, int first, int row, int column) {
    int height = axis(windows.kernel(), 0, 1);
    int width = axis(windows.kernel(), 1, 1);
    float sum = 0;
    for (int i = 0; i < height; i++) {
      int from = at(row, i, 0);
      for (int j = 0; from >= 0 && from < in[1] && j < width; j++) {
        int along = at(column, j, 1);
        if (along >= 0 && along < in[2]) {
          int w = ((o * share + c) * height + i) * width + j;
          float value = x[((first + c) * in[1] + from) * in[2] + along];
          sum += weight[weight.length == 1 ? 0 : w] * value;
        }
      }
    }
    return sum;
  }

  private int at(int place, int step, int axis) {
    return place * axis(windows.stride(), axis, 1)
        + step * axis(windows.dilation(), axis, 1)
        - axis(windows.before(), axis, 0);
  }
}
