package dev.snn.kernels;

import dev.snn.api.parallel.Parallel;
import java.util.Arrays;

/**
 * The largest value of each square of {@code size x size} pixels, channel by channel; rows and
 * columns that fill no square are left out. Of several largest values the first gets the gradient;
 * the first NaN is larger than everything.
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
    int width = in.width() / size;
    int height = in.height() / size;
    int k = 0;
    for (int c = 0; c < in.channels(); c++) {
      for (int y = 0; y < height; y++) {
        int first = (c * in.height() + y * size) * in.width();
        if (size == 2) {
          pairs(x, first, width, out, winners, k, start);
        } else {
          squares(x, first, width, out, winners, k, start);
        }
        k += width;
      }
    }
  }

  private void pairs(
      float[] x, int first, int width, float[] out, char[] winners, int k, int start) {
    int below = in.width();
    for (int i = 0; i < width; i++) {
      int at = first + 2 * i;
      float above = x[at] - x[at + 1] + 0f;
      float under = x[at + below] - x[at + below + 1] + 0f;
      int right = sign(above);
      int rightBelow = sign(under);
      float rows = x[at + right] - x[at + below + rightBelow] + 0f;
      if (Float.isNaN(above + under + rows)) {
        square(x, at, out, winners, k + i, start);
        continue;
      }
      int down = sign(rows);
      int column = right + (rightBelow - right) * down;
      winners[start + k + i] = (char) (2 * down + column);
      out[k + i] = x[at + down * below + column];
    }
  }

  /** 1 for less than zero; without a branch, which data would mispredict. */
  private static int sign(float difference) {
    return Float.floatToRawIntBits(difference) >>> 31;
  }

  private void squares(
      float[] x, int first, int width, float[] out, char[] winners, int k, int start) {
    for (int i = 0; i < width; i++) {
      square(x, first + i * size, out, winners, k + i, start);
    }
  }

  private void square(float[] x, int corner, float[] out, char[] winners, int k, int start) {
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
    int width = in.width() / size;
    int height = in.height() / size;
    Arrays.fill(gradX, 0, in.size(), 0);
    int k = 0;
    for (int c = 0; c < in.channels(); c++) {
      for (int y = 0; y < height; y++) {
        int first = (c * in.height() + y * size) * in.width();
        if (size == 2) {
          for (int i = 0; i < width; i++) {
            int place = winners[start + k + i];
            gradX[first + 2 * i + (place >> 1) * in.width() + (place & 1)] = gradOut[k + i];
          }
        } else {
          for (int i = 0; i < width; i++) {
            int place = winners[start + k + i];
            gradX[first + i * size + place / size * in.width() + place % size] = gradOut[k + i];
          }
        }
        k += width;
      }
    }
  }
}
