package dev.snn.kernels;

import dev.snn.api.parallel.Parallel;
import java.util.Arrays;

/**
 * The largest value of each square of {@code size x size} pixels, channel by channel; rows and
 * columns that fill no square are left out. Of several largest values the first gets the gradient;
 * the first NaN is larger than everything.
 */
public final class MaxPool2d {
  private static final int LARGEST = 256;

  private final Plane in;
  private final int size;
  private final ThreadLocal<MaxPairs> pairs = ThreadLocal.withInitial(() -> new MaxPairs(this));

  /**
   * A pool.
   *
   * @param in shape of the images
   * @param size pixels of a square in each direction
   * @throws IllegalArgumentException where no square fits the image
   */
  public MaxPool2d(Plane in, int size) {
    if (size < 1 || size > Math.min(in.height(), in.width())) {
      throw new IllegalArgumentException(
          "a square of %d x %d does not fit an image of %d x %d"
              .formatted(size, size, in.height(), in.width()));
    }
    if (size > LARGEST) {
      throw new IllegalArgumentException(
          "a square has at most %d x %1$d pixels, got %d x %2$d".formatted(LARGEST, size));
    }
    this.in = in;
    this.size = size;
  }

  /** Shape of what goes in. */
  public Plane in() {
    return in;
  }

  /** Pixels of a square in each direction. */
  public int size() {
    return size;
  }

  /** Shape of what comes out. */
  public Plane out() {
    return new Plane(in.channels(), in.height() / size, in.width() / size);
  }

  /** Pools each row; overwrites {@code out}. A NaN stays. */
  public void forward(float[][] x, float[][] out, Parallel parallel) {
    parallel.forEachBlock(
        x.length,
        (block, from, to) -> {
          char[] winners = new char[out().size()];
          for (int r = from; r < to; r++) {
            pool(x[r], out[r], winners, 0);
          }
        });
  }

  /** Gives each gradient to the value that won; overwrites {@code gradX}. */
  public void backward(float[][] x, float[][] gradOut, float[][] gradX, Parallel parallel) {
    parallel.forEachBlock(
        x.length,
        (block, from, to) -> {
          char[] winners = new char[out().size()];
          float[] unused = new float[winners.length];
          for (int r = from; r < to; r++) {
            pool(x[r], unused, winners, 0);
            unpool(winners, 0, gradOut[r], gradX[r]);
          }
        });
  }

  /**
   * Pools one row.
   *
   * @param out its first {@code out().size()} values are overwritten
   * @param winners overwritten from {@code start} on by where in its square each value stood,
   *     {@code dy size + dx}
   */
  public void pool(float[] x, float[] out, char[] winners, int start) {
    if (size == 2) {
      pairs.get().pool(x, out, winners, start);
      return;
    }
    int width = in.width() / size;
    int height = in.height() / size;
    int k = 0;
    for (int c = 0; c < in.channels(); c++) {
      for (int y = 0; y < height; y++) {
        int first = (c * in.height() + y * size) * in.width();
        squares(x, first, width, out, winners, k, start);
        k += width;
      }
    }
  }

  private void squares(
      float[] x, int first, int width, float[] out, char[] winners, int k, int start) {
    for (int i = 0; i < width; i++) {
      square(x, first + i * size, out, winners, k + i, start);
    }
  }

  /** Pools the square that begins at a corner, value by value. */
  void square(float[] x, int corner, float[] out, char[] winners, int k, int start) {
    int place = 0;
    float best = x[corner];
    for (int dy = 0; dy < size; dy++) {
      for (int dx = 0; dx < size; dx++) {
        float value = x[corner + dy * in.width() + dx];
        if (value > best || Float.isNaN(value) && !Float.isNaN(best)) {
          best = value;
          place = dy * size + dx;
        }
      }
    }
    winners[start + k] = (char) place;
    out[k] = best;
  }

  /**
   * Gives each gradient of a row to the value that won.
   *
   * @param winners of {@link #pool}, from {@code start} on
   * @param gradX its first {@code in().size()} values are overwritten
   */
  public void unpool(char[] winners, int start, float[] gradOut, float[] gradX) {
    Arrays.fill(gradX, 0, in.size(), 0);
    if (size == 2) {
      pairs.get().unpool(winners, start, gradOut, gradX);
      return;
    }
    int width = in.width() / size;
    int height = in.height() / size;
    int k = 0;
    for (int c = 0; c < in.channels(); c++) {
      for (int y = 0; y < height; y++) {
        int first = (c * in.height() + y * size) * in.width();
        for (int i = 0; i < width; i++) {
          int place = winners[start + k + i];
          gradX[first + i * size + place / size * in.width() + place % size] = gradOut[k + i];
        }
        k += width;
      }
    }
  }
}
