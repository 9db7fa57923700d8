package dev.snn.training.readout;

import dev.snn.api.learning.SavedState;
import java.util.Arrays;

/**
 * A weight for each line and class, and one of a feature that is always 1: the score of a class is
 * {@code w x}. All classes read a row at once.
 */
public final class LinearClassifier implements Classifier {
  private static final String WEIGHTS = "weights";

  private final int classes;
  private final int stride;
  private final float[] values;

  /** The weights of all classes of a line, one line after the other; those of the constant last. */
  private final float[] w;

  /**
   * Weights of 0.
   *
   * @param size number of lines
   * @param values of a line by the step of its first spike
   */
  public LinearClassifier(int size, int classes, float[] values) {
    this.classes = classes;
    this.stride = (classes + 7) / 8 * 8;
    this.values = values;
    this.w = new float[(size + 1) * stride];
  }

  int classes() {
    return classes;
  }

  /** Numbers that stand for the classes of a row, at least one each. */
  int stride() {
    return stride;
  }

  /** {@code |x|^2}. */
  float square(SpikeRow row) {
    float sum = 1;
    for (int t = 0; t < values.length; t++) {
      sum += (row.ends()[t + 1] - row.ends()[t]) * values[t] * values[t];
    }
    return sum;
  }

  /** Sets the scores of a row. */
  void sums(SpikeRow row, float[] out) {
    System.arraycopy(w, w.length - stride, out, 0, stride);
    float[] step = new float[stride];
    for (int t = 0; t < values.length; t++) {
      Arrays.fill(step, 0);
      for (int e = row.ends()[t]; e < row.ends()[t + 1]; e++) {
        int at = row.lines()[e] * stride;
        for (int k = 0; k < step.length; k++) {
          step[k] += w[at + k];
        }
      }
      for (int k = 0; k < stride; k++) {
        out[k] += values[t] * step[k];
      }
    }
  }

  /** Adds a row to the weights of each class, times a number for the class. */
  void add(SpikeRow row, float[] changes) {
    float[] scaled = new float[stride];
    for (int t = 0; t < values.length; t++) {
      for (int k = 0; k < stride; k++) {
        scaled[k] = values[t] * changes[k];
      }
      for (int e = row.ends()[t]; e < row.ends()[t + 1]; e++) {
        int at = row.lines()[e] * stride;
        for (int k = 0; k < scaled.length; k++) {
          w[at + k] += scaled[k];
        }
      }
    }
    for (int k = 0; k < stride; k++) {
      w[w.length - stride + k] += changes[k];
    }
  }

  @Override
  public float[] scores(SpikeRow row) {
    float[] all = new float[stride];
    sums(row, all);
    return Arrays.copyOf(all, classes);
  }

  /** The weight of a line for a class; that of the constant has the number of lines as its line. */
  public float weight(int line, int label) {
    return w[line * stride + label];
  }

  @Override
  public SavedState state() {
    return new SavedState().put(WEIGHTS, new float[][] {w.clone()});
  }

  @Override
  public void restore(SavedState state) {
    state.copyTo(WEIGHTS, new float[][] {w});
  }
}
