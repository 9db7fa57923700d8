package dev.snn.nir.run;

import dev.snn.nir.graph.NirArray;
import dev.snn.nir.graph.Windows;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

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
      int[][] runs,
      float[][] row,
      boolean isProduct) {
    this.channels = channels;
    this.places = places;
    this.share = share;
    this.pixel = lines[0];
    this.line = lines[1];
    this.shift = lines[2];
    this.start = start;
    this.place = runs[0];
    this.count = runs[1];
    this.from = runs[2];
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
    int[][] runs = {{0}, {1}, {0}};
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
    Axis rows = Axis.of(windows, 0, image[1], result[1], height);
    Axis columns =
        Axis.of(windows, 1, image[2], result[2], width).joined(groups == 1 ? order : null);
    int[] start = new int[image[1] * image[2] + 1];
    int[][] runs = new int[3][Math.multiplyExact(rows.size(), columns.size())];
    int n = 0;
    for (int p = 0; p + 1 < start.length; p++) {
      int x = p % image[2];
      for (int i = rows.start[p / image[2]]; i < rows.start[p / image[2] + 1]; i++) {
        for (int j = columns.start[x]; j < columns.start[x + 1]; j++) {
          runs[0][n] = rows.to[i] * result[2] + columns.to[j];
          runs[1][n] = columns.count[j];
          runs[2][n++] = (rows.kernel[i] * width + order[columns.kernel[j]]) * share;
        }
      }
      start[p + 1] = n;
    }
    int kernel = height * width;
    int perGroup = image[0] / groups;
    float[][] weights = new float[image[0]][kernel * share];
    int[][] lines = new int[3][image[0] * image[1] * image[2]];
    for (int c = 0; c < image[0]; c++) {
      int group = c / perGroup;
      for (int k = 0; k < kernel; k++) {
        int at = (k / width * width + order[k % width]) * share;
        for (int o = 0; o < share; o++) {
          weights[c][at + o] = weight[((group * share + o) * perGroup + c % perGroup) * kernel + k];
        }
      }
      for (int p = 0; p + 1 < start.length; p++) {
        int line = c * (start.length - 1) + p;
        lines[0][line] = p;
        lines[1][line] = c;
        lines[2][line] = group * share;
      }
    }
    return new Fan(result[0], result[1] * result[2], share, lines, start, runs, weights, false);
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

  /** Bytes of what {@link #ofConvolution} makes of the places, weights not counted. */
  static double bytes(int[] in, int[] out, Windows windows, int groups) {
    int[] image = WindowSums.image(in);
    int[] result = WindowSums.image(out);
    int width = WindowSums.axis(windows.kernel(), 1, 1);
    int stride = WindowSums.axis(windows.stride(), 1, 1);
    boolean joined = groups == 1 && stride % WindowSums.axis(windows.dilation(), 1, 1) == 0;
    double rows = (double) result[1] * WindowSums.axis(windows.kernel(), 0, 1);
    double columns = (double) result[2] * width;
    double runs = rows * (joined ? Math.min(columns, image[2]) : columns);
    // Of an axis and of a run three numbers; of a line three, and of a place its first run.
    double numbers = 3 * (rows + 2 * columns + runs + (double) NirArray.size(in));
    return Integer.BYTES * (numbers + (double) image[1] * image[2]);
  }

  /**
   * Which places of the result see each place of the image, along an axis.
   *
   * @param start the entries of a place of the image: {@code start[place] .. start[place + 1]}
   * @param to places of the result, ascending
   * @param count how many of them, one after the other
   * @param kernel where in the kernel the first of them sees the place
   */
  private record Axis(int[] start, int[] to, int[] count, int[] kernel) {
    int size() {
      return start[start.length - 1];
    }

    static Axis of(Windows windows, int axis, int image, int result, int width) {
      int before = WindowSums.axis(windows.before(), axis, 0);
      int stride = WindowSums.axis(windows.stride(), axis, 1);
      long dilation = WindowSums.axis(windows.dilation(), axis, 1);
      // Places of the kernel that see the same place are so far apart.
      Map<Long, Integer> first = new HashMap<>();
      int apart = 0;
      while (apart < width && first.putIfAbsent(apart * dilation % stride, apart) == null) {
        apart++;
      }
      int[] start = new int[image + 1];
      int[][] all = new int[2][image];
      int n = 0;
      for (int at = 0; at < image; at++) {
        long shifted = (long) at + before;
        int lowest = first.getOrDefault(shifted % stride, width);
        long last = Math.min(width - 1, shifted / dilation);
        long k = lowest > last ? -1 : lowest + (last - lowest) / apart * apart;
        for (; k >= lowest; k -= apart) {
          long to = (shifted - k * dilation) / stride;
          if (to >= result) {
            break;
          }
          if (n == all[0].length) {
            all[0] = Arrays.copyOf(all[0], 2 * n);
            all[1] = Arrays.copyOf(all[1], 2 * n);
          }
          all[0][n] = (int) to;
          all[1][n++] = (int) k;
        }
        start[at + 1] = n;
      }
      int[] ones = new int[n];
      Arrays.fill(ones, 1);
      return new Axis(start, Arrays.copyOf(all[0], n), ones, Arrays.copyOf(all[1], n));
    }

    /**
     * Neighbours of the result whose weights are neighbours are one run.
     *
     * @param order of the weights; null of groups, which have their own part of each place, so that
     *     there is something between them
     */
    Axis joined(int[] order) {
      if (order == null) {
        return this;
      }
      int[] from = new int[start.length];
      int n = 0;
      for (int at = 0; at + 1 < start.length; at++) {
        for (int k = start[at]; k < start[at + 1]; k++) {
          int last = n - 1;
          if (n > from[at]
              && to[last] + count[last] == to[k]
              && order[kernel[last]] + count[last] == order[kernel[k]]) {
            count[last]++;
          } else {
            to[n] = to[k];
            kernel[n] = kernel[k];
            count[n++] = 1;
          }
        }
        from[at + 1] = n;
      }
      return new Axis(from, to, count, kernel);
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
