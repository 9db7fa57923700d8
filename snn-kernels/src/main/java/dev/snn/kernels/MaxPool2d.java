package dev.snn.kernels;

import dev.snn.api.parallel.Parallel;
import java.util.Arrays;

/**
 * The largest value of each square of {@code size x size} pixels, channel by channel; rows and
 * columns that fill no square are left out. Of several largest values the first gets the gradient;
 * the first NaN is larger than everything.
 *
 * <p>Comparisons are made without branches, which data would mispredict: of numbers that are in the
 * order of the values.
 */
public record MaxPool2d(Plane in, int size) {
  private static final int LARGEST = 256;

  /** Checks the values. */
  public MaxPool2d {
    if (size < 1 || size > Math.min(in.height(), in.width())) {
      throw new IllegalArgumentException(
          "a square of %d x %d does not fit an image of %d x %d"
              .formatted(size, size, in.height(), in.width()));
    }
    if (size > LARGEST) {
      throw new IllegalArgumentException(
          "a square has at most %d x %1$d pixels, got %d x %2$d".formatted(LARGEST, size));
    }
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
            pool(x[r], out[r], winners);
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
            pool(x[r], unused, winners);
            unpool(winners, gradOut[r], gradX[r]);
          }
        });
  }

  /**
   * Pools one row.
   *
   * @param out its first {@code out().size()} values are overwritten
   * @param winners overwritten by where in its square each value stood, {@code dy size + dx}
   */
  public void pool(float[] x, float[] out, char[] winners) {
    int width = in.width() / size;
    int height = in.height() / size;
    int k = 0;
    for (int c = 0; c < in.channels(); c++) {
      for (int y = 0; y < height; y++) {
        int first = (c * in.height() + y * size) * in.width();
        if (size == 2) {
          pairs(x, first, width, out, winners, k);
        } else {
          squares(x, first, width, out, winners, k);
        }
        k += width;
      }
    }
  }

  private void pairs(float[] x, int first, int width, float[] out, char[] winners, int k) {
    int below = in.width();
    for (int i = 0; i < width; i++) {
      int at = first + 2 * i;
      int a = order(x[at]);
      int b = order(x[at + 1]);
      int c = order(x[at + below]);
      int d = order(x[at + below + 1]);
      int right = less(a, b);
      int rightBelow = less(c, d);
      int down = less(Math.max(a, b), Math.max(c, d));
      int column = right + down * (rightBelow - right);
      winners[k + i] = (char) (2 * down + column);
      out[k + i] = x[at + down * below + column];
    }
  }

  private void squares(float[] x, int first, int width, float[] out, char[] winners, int k) {
    for (int i = 0; i < width; i++) {
      int corner = first + i * size;
      int best = order(x[corner]);
      int place = 0;
      for (int p = 1; p < size * size; p++) {
        int value = order(x[corner + p / size * in.width() + p % size]);
        place += less(best, value) * (p - place);
        best = Math.max(best, value);
      }
      winners[k + i] = (char) place;
      out[k + i] = x[corner + place / size * in.width() + place % size];
    }
  }

  /** A number that is in the order of the values; of NaN the largest, of both zeros the same. */
  private static int order(float x) {
    int bits = Float.floatToIntBits(x + 0f);
    return bits ^ bits >> 31 >>> 1;
  }

  /** 1 where a is less than b, else 0. */
  private static int less(int a, int b) {
    return (int) ((long) a - b >>> 63);
  }

  /**
   * Gives each gradient of a row to the value that won.
   *
   * @param winners of {@link #pool}
   * @param gradX its first {@code in().size()} values are overwritten
   */
  public void unpool(char[] winners, float[] gradOut, float[] gradX) {
    int width = in.width() / size;
    int height = in.height() / size;
    Arrays.fill(gradX, 0, in.size(), 0);
    int k = 0;
    for (int c = 0; c < in.channels(); c++) {
      for (int y = 0; y < height; y++) {
        int first = (c * in.height() + y * size) * in.width();
        if (size == 2) {
          for (int i = 0; i < width; i++) {
            int place = winners[k + i];
            gradX[first + 2 * i + (place >> 1) * in.width() + (place & 1)] = gradOut[k + i];
          }
        } else {
          for (int i = 0; i < width; i++) {
            int place = winners[k + i];
            gradX[first + i * size + place / size * in.width() + place % size] = gradOut[k + i];
          }
        }
        k += width;
      }
    }
  }
}
