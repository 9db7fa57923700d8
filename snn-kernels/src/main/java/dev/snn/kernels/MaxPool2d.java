package dev.snn.kernels;

import dev.snn.api.parallel.Parallel;
import java.util.Arrays;

/**
 * The largest value of each square of {@code size x size} pixels, channel by channel; rows and
 * columns that fill no square are left out. Of several largest values the first gets the gradient.
 */
public record MaxPool2d(Plane in, int size) {

  /** Checks the values. */
  public MaxPool2d {
    if (size < 1 || size > Math.min(in.height(), in.width())) {
      throw new IllegalArgumentException(
          "a square of %d x %d does not fit an image of %d x %d"
              .formatted(size, size, in.height(), in.width()));
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
          for (int r = from; r < to; r++) {
            pool(x[r], out[r]);
          }
        });
  }

  /** Gives each gradient to the value that won; overwrites {@code gradX}. */
  public void backward(float[][] x, float[][] gradOut, float[][] gradX, Parallel parallel) {
    parallel.forEachBlock(
        x.length,
        (block, from, to) -> {
          for (int r = from; r < to; r++) {
            unpool(x[r], gradOut[r], gradX[r]);
          }
        });
  }

  /** Pools one row; overwrites the first {@code out().size()} values of {@code out}. */
  public void pool(float[] x, float[] out) {
    int outputs = out().size();
    for (int k = 0; k < outputs; k++) {
      out[k] = x[winner(x, k)];
    }
  }

  /** Gives each gradient of a row to the value that won; overwrites {@code gradX}. */
  public void unpool(float[] x, float[] gradOut, float[] gradX) {
    int outputs = out().size();
    Arrays.fill(gradX, 0, in.size(), 0);
    for (int k = 0; k < outputs; k++) {
      gradX[winner(x, k)] = gradOut[k];
    }
  }

  private int winner(float[] x, int output) {
    int width = in.width() / size;
    int height = in.height() / size;
    int column = output % width * size;
    int row = output / width % height * size;
    int first = (output / (width * height) * in.height() + row) * in.width() + column;
    int best = first;
    for (int dy = 0; dy < size; dy++) {
      for (int at = first + dy * in.width(); at < first + dy * in.width() + size; at++) {
        if (Float.isNaN(x[at])) {
          return at;
        }
        best = x[at] > x[best] ? at : best;
      }
    }
    return best;
  }
}
