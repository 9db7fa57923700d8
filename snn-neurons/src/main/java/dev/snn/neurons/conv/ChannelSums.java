package dev.snn.neurons.conv;

import dev.snn.api.parallel.Parallel;
import java.util.Arrays;

/**
 * Sums over the channels of all rows. Rows go in blocks, value by value in single precision; what a
 * block gives is added up over pixels and blocks in double precision, in a fixed order. A block's
 * columns are passed through twice while they are in the cache, so that its squares are those of
 * differences from its own mean: means that are large against the deviation do no harm.
 *
 * <p>All loops use one index for all arrays, without which they are not vectorised.
 */
final class ChannelSums {
  /** Columns that are summed at once, if a channel has not more. */
  private static final int COLUMNS = 1024;

  /**
   * Rows whose sums are added up over the pixels at once: that takes as long as to add some rows.
   */
  private static final int ROWS = 32;

  private static final ThreadLocal<float[][]> SCRATCH =
      ThreadLocal.withInitial(() -> new float[2][0]);

  private final int channels;
  private final int pixels;
  private final Parallel parallel;

  ChannelSums(int channels, int pixels, Parallel parallel) {
    this.channels = channels;
    this.pixels = pixels;
    this.parallel = parallel;
  }

  /**
   * Moments of each channel.
   *
   * @param mean of all values
   * @param squares {@code sum (x - mean)^2}
   */
  record Moments(double[] mean, double[] squares) {}

  /** Mean and squares of at least one row. */
  Moments moments(float[][] x) {
    double[][] sums = new double[blocks(x)][channels];
    double[][] squares = new double[sums.length][channels];
    forEachBlock(
        x,
        (block, from, to) ->
            chunks(
                (first, last, acc, mean) -> {
                  int low = first * pixels;
                  int high = last * pixels;
                  add(x, from, to, low, high, acc);
                  fold(acc, first, last, sums[block]);
                  double n = (double) (to - from) * pixels;
                  for (int c = first; c < last; c++) {
                    Arrays.fill(mean, c * pixels, (c + 1) * pixels, (float) (sums[block][c] / n));
                  }
                  addSquares(x, from, to, low, high, mean, acc);
                  fold(acc, first, last, squares[block]);
                  for (int c = first; c < last; c++) {
                    double rounding = sums[block][c] / n - mean[c * pixels];
                    squares[block][c] -= n * rounding * rounding;
                  }
                }));
    double[] mean = total(sums);
    for (int c = 0; c < channels; c++) {
      mean[c] /= (double) x.length * pixels;
    }
    double[] all = total(squares);
    for (int block = 0; block < sums.length; block++) {
      int rows = Math.min(x.length, (block + 1) * ROWS) - block * ROWS;
      double n = (double) rows * pixels;
      for (int c = 0; c < channels; c++) {
        double off = sums[block][c] / n - mean[c];
        all[c] += n * off * off;
      }
    }
    return new Moments(mean, all);
  }

  /**
   * Sums of each channel.
   *
   * @param sum {@code sum g}
   * @param product {@code sum g (x - mean)}
   */
  record Products(double[] sum, double[] product) {}

  /** Sums of a gradient g, and of its products with x. */
  Products products(float[][] g, float[][] x, float[] means) {
    double[][] sums = new double[blocks(x)][channels];
    double[][] products = new double[sums.length][channels];
    forEachBlock(
        x,
        (block, from, to) ->
            chunks(
                (first, last, acc, mean) -> {
                  int low = first * pixels;
                  int high = last * pixels;
                  add(g, from, to, low, high, acc);
                  fold(acc, first, last, sums[block]);
                  for (int c = first; c < last; c++) {
                    Arrays.fill(mean, c * pixels, (c + 1) * pixels, means[c]);
                  }
                  addProducts(g, x, from, to, low, high, mean, acc);
                  fold(acc, first, last, products[block]);
                }));
    return new Products(total(sums), total(products));
  }

  private static int blocks(float[][] x) {
    return (x.length + ROWS - 1) / ROWS;
  }

  private void forEachBlock(float[][] x, Parallel.BlockBody body) {
    parallel.forEach(
        blocks(x), block -> body.run(block, block * ROWS, Math.min(x.length, (block + 1) * ROWS)));
  }

  private interface Chunk {
    /** Sums the channels {@code first} (inclusive) to {@code last} (exclusive). */
    void sum(int first, int last, float[] acc, float[] mean);
  }

  private void chunks(Chunk body) {
    float[][] scratch = SCRATCH.get();
    if (scratch[0].length < channels * pixels) {
      scratch[0] = new float[channels * pixels];
      scratch[1] = new float[channels * pixels];
    }
    int together = Math.max(1, COLUMNS / pixels);
    for (int first = 0; first < channels; first += together) {
      body.sum(first, Math.min(channels, first + together), scratch[0], scratch[1]);
    }
  }

  private double[] total(double[][] blocks) {
    double[] total = new double[channels];
    for (double[] block : blocks) {
      for (int c = 0; c < channels; c++) {
        total[c] += block[c];
      }
    }
    return total;
  }

  private void fold(float[] acc, int first, int last, double[] out) {
    for (int c = first; c < last; c++) {
      out[c] = sum(acc, c * pixels, (c + 1) * pixels);
    }
  }

  private static double sum(float[] x, int from, int to) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int i = from;
    for (; i + 3 < to; i += 4) {
      a += x[i];
      b += x[i + 1];
      c += x[i + 2];
      d += x[i + 3];
    }
    for (; i < to; i++) {
      a += x[i];
    }
    return a + b + (c + d);
  }

  private static void add(float[][] x, int from, int to, int low, int high, float[] acc) {
    Arrays.fill(acc, low, high, 0);
    int r = from;
    for (; r + 3 < to; r += 4) {
      addFour(x[r], x[r + 1], x[r + 2], x[r + 3], low, high, acc);
    }
    for (; r < to; r++) {
      addOne(x[r], low, high, acc);
    }
  }

  private static void addFour(
      float[] a, float[] b, float[] c, float[] d, int low, int high, float[] acc) {
    for (int j = low; j < high; j++) {
      acc[j] += a[j] + b[j] + (c[j] + d[j]);
    }
  }

  private static void addOne(float[] a, int low, int high, float[] acc) {
    for (int j = low; j < high; j++) {
      acc[j] += a[j];
    }
  }

  private static void addSquares(
      float[][] x, int from, int to, int low, int high, float[] mean, float[] acc) {
    Arrays.fill(acc, low, high, 0);
    int r = from;
    for (; r + 1 < to; r += 2) {
      twoSquares(x[r], x[r + 1], low, high, mean, acc);
    }
    if (r < to) {
      oneSquare(x[r], low, high, mean, acc);
    }
  }

  private static void twoSquares(
      float[] a, float[] b, int low, int high, float[] mean, float[] acc) {
    for (int j = low; j < high; j++) {
      float u = a[j] - mean[j];
      float v = b[j] - mean[j];
      acc[j] += u * u + v * v;
    }
  }

  private static void oneSquare(float[] a, int low, int high, float[] mean, float[] acc) {
    for (int j = low; j < high; j++) {
      float u = a[j] - mean[j];
      acc[j] += u * u;
    }
  }

  private static void addProducts(
      float[][] g, float[][] x, int from, int to, int low, int high, float[] mean, float[] acc) {
    Arrays.fill(acc, low, high, 0);
    int r = from;
    for (; r + 1 < to; r += 2) {
      twoProducts(g[r], x[r], g[r + 1], x[r + 1], low, high, mean, acc);
    }
    if (r < to) {
      oneProduct(g[r], x[r], low, high, mean, acc);
    }
  }

  private static void twoProducts(
      float[] g, float[] x, float[] h, float[] y, int low, int high, float[] mean, float[] acc) {
    for (int j = low; j < high; j++) {
      acc[j] += g[j] * (x[j] - mean[j]) + h[j] * (y[j] - mean[j]);
    }
  }

  private static void oneProduct(
      float[] g, float[] x, int low, int high, float[] mean, float[] acc) {
    for (int j = low; j < high; j++) {
      acc[j] += g[j] * (x[j] - mean[j]);
    }
  }
}
