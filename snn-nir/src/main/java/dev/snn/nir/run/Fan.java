package dev.snn.nir.run;

import dev.snn.nir.graph.Windows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Where the lines of a product or a convolution lead: for an event, runs of weights that are added
 * to runs of outputs.
 *
 * <p>Outputs lie place by place with the channels of a place side by side, {@code place channels +
 * channel}; a product has one place. A pixel of an image reaches neighbouring places of a row of
 * the result, and the weights lie in the order of these, so that they are one run.
 */
final class Fan {
  /** Outputs in a place. */
  final int channels;

  final int places;

  /** Of each line: its pixel, the row of its weights, and where its outputs begin in a place. */
  private final int[] pixel;

  private final int[] line;
  private final int[] shift;

  /** The runs of a pixel: {@code start[pixel] .. start[pixel + 1]}. */
  private final int[] start;

  private final int[] place;
  private final int[] count;
  private final int[] from;
  private final int share;
  private final float[][] row;

  /** Rows of weights are added as they are. */
  private final boolean isProduct;

  private Fan(
      int channels,
      int places,
      int share,
      int[][] lines,
      int[] start,
      List<int[]> runs,
      float[][] row,
      boolean isProduct) {
    this.channels = channels;
    this.places = places;
    this.share = share;
    this.pixel = lines[0];
    this.line = lines[1];
    this.shift = lines[2];
    this.start = start;
    this.place = runs.stream().mapToInt(run -> run[0]).toArray();
    this.count = runs.stream().mapToInt(run -> run[1]).toArray();
    this.from = runs.stream().mapToInt(run -> run[2]).toArray();
    this.row = row;
    this.isProduct = isProduct;
  }

  /**
   * Of a product.
   *
   * @param weight {@code [outputs][inputs]}
   */
  static Fan ofProduct(int inputs, int outputs, float[] weight) {
    float[][] rows = new float[inputs][outputs];
    int[][] lines = new int[3][inputs];
    for (int i = 0; i < inputs; i++) {
      lines[1][i] = i;
      for (int o = 0; o < outputs; o++) {
        rows[i][o] = weight[o * inputs + i];
      }
    }
    List<int[]> runs = List.of(new int[] {0, 1, 0});
    return new Fan(outputs, 1, outputs, lines, new int[] {0, 1}, runs, rows, true);
  }

  /**
   * Of a convolution.
   *
   * @param in channels, height, width; of one axis channels and length
   * @param out the same of the result
   * @param weight {@code [out][in / groups][kernel]}
   */
  static Fan ofConvolution(int[] in, int[] out, Windows windows, int groups, float[] weight) {
    int[] image = WindowSums.image(in);
    int[] result = WindowSums.image(out);
    int share = result[0] / groups;
    int height = WindowSums.axis(windows.kernel(), 0, 1);
    int width = WindowSums.axis(windows.kernel(), 1, 1);
    int[] order = order(windows, width);
    List<int[]> runs = new ArrayList<>();
    int[] start = new int[image[1] * image[2] + 1];
    for (int p = 0; p + 1 < start.length; p++) {
      for (int ky = 0; ky < height; ky++) {
        int row = target(p / image[2], ky, windows, 0, result[1]);
        if (row >= 0) {
          addRuns(runs, start[p], p % image[2], windows, result[2], row, ky * width, order, groups);
        }
      }
      start[p + 1] = runs.size();
    }
    runs.forEach(run -> run[2] *= share);
    int kernel = height * width;
    int perGroup = image[0] / groups;
    float[][] rows = new float[image[0]][kernel * share];
    int[][] lines = new int[3][image[0] * image[1] * image[2]];
    for (int c = 0; c < image[0]; c++) {
      int group = c / perGroup;
      for (int k = 0; k < kernel; k++) {
        int at = (k / width * width + order[k % width]) * share;
        for (int o = 0; o < share; o++) {
          rows[c][at + o] = weight[((group * share + o) * perGroup + c % perGroup) * kernel + k];
        }
      }
      for (int p = 0; p + 1 < start.length; p++) {
        int n = c * (start.length - 1) + p;
        lines[0][n] = p;
        lines[1][n] = c;
        lines[2][n] = group * share;
      }
    }
    return new Fan(result[0], result[1] * result[2], share, lines, start, runs, rows, false);
  }

  /**
   * The place of each column of the kernel among its weights: those that neighbours of the result
   * have one after the other, which is by the stride and descending.
   */
  private static int[] order(Windows windows, int width) {
    int stride = WindowSums.axis(windows.stride(), 1, 1);
    int dilation = WindowSums.axis(windows.dilation(), 1, 1);
    int apart = stride % dilation == 0 ? stride / dilation : width;
    int[] order = new int[width];
    int at = 0;
    for (int first = 0; first < Math.min(apart, width); first++) {
      for (int k = first + (width - 1 - first) / apart * apart; k >= 0; k -= apart) {
        order[k] = at++;
      }
    }
    return order;
  }

  /** The place of the result that sees a place of the image at a place of the kernel; or -1. */
  private static int target(int at, int kernel, Windows windows, int axis, int length) {
    int shifted =
        at
            + WindowSums.axis(windows.before(), axis, 0)
            - kernel * WindowSums.axis(windows.dilation(), axis, 1);
    int stride = WindowSums.axis(windows.stride(), axis, 1);
    boolean seen = shifted >= 0 && shifted % stride == 0 && shifted / stride < length;
    return seen ? shifted / stride : -1;
  }

  /** What a pixel reaches in a row of the result: first place, number of places, first weight. */
  private static void addRuns(
      List<int[]> runs,
      int first,
      int column,
      Windows windows,
      int length,
      int row,
      int weights,
      int[] order,
      int groups) {
    int[] weightOf = new int[length];
    Arrays.fill(weightOf, -1);
    for (int kx = 0; kx < order.length; kx++) {
      int to = target(column, kx, windows, 1, length);
      if (to >= 0) {
        weightOf[to] = weights + order[kx];
      }
    }
    int begin = Math.max(first, runs.size());
    for (int to = 0; to < length; to++) {
      if (weightOf[to] < 0) {
        continue;
      }
      int[] last = runs.size() > begin ? runs.get(runs.size() - 1) : null;
      int place = row * length + to;
      // Groups have their own part of each place, and there is something between them.
      if (groups == 1
          && last != null
          && last[0] + last[1] == place
          && last[2] + last[1] == weightOf[to]) {
        last[1]++;
      } else {
        runs.add(new int[] {place, 1, weightOf[to]});
      }
    }
  }

  int inputs() {
    return pixel.length;
  }

  int outputs() {
    return places * channels;
  }

  /** Adds what an event of a line brings, and marks the places it comes to. */
  void add(int n, float value, float[] sums, Bits touched) {
    if (isProduct) {
      touched.set(0);
      add(sums, row[line[n]], value, channels);
      return;
    }
    float[] weights = row[line[n]];
    int end = start[pixel[n] + 1];
    for (int k = start[pixel[n]]; k < end; k++) {
      touched.set(place[k], count[k]);
      add(sums, place[k] * channels + shift[n], weights, from[k], count[k] * share, value);
    }
  }

  /** All arrays at the same index, which JDK 17 makes vectors of. */
  private static void add(float[] sums, float[] weights, float value, int n) {
    for (int j = 0; j < n; j++) {
      sums[j] += value * weights[j];
    }
  }

  private static void add(float[] sums, int at, float[] weights, int from, int n, float value) {
    for (int j = 0; j < n; j++) {
      sums[at + j] += value * weights[from + j];
    }
  }
}
