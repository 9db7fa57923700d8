package dev.snn.training.readout;

import dev.snn.api.random.Stream;

/**
 * Linear support vector machines, one class against the others, with the squared hinge loss: for
 * each class minimises {@code |w|^2 / 2 + C sum_i max(0, 1 - y_i w x_i)^2}, y_i = 1 for the class
 * and -1 for the others, by coordinate descent on the dual (Hsieh, Chang, Lin, Keerthi,
 * Sundararajan 2008, doi:10.1145/1390156.1390208), as LIBLINEAR does. The last weight is of a
 * feature that is always 1. All classes visit an example together, so that a row is read once for
 * all.
 */
public final class LinearSvm {
  private final int classes;
  private final int stride;
  private final float[] values;

  /** The weights of all classes of a line, one line after the other; those of the constant last. */
  private final float[] w;

  private LinearSvm(int size, int classes, float[] values) {
    this.classes = classes;
    this.stride = (classes + 7) / 8 * 8;
    this.values = values;
    this.w = new float[(size + 1) * stride];
  }

  /**
   * When a fit ends.
   *
   * @param passes over the rows at most
   * @param tolerance largest projected gradient of the dual of a whole pass
   */
  public record Stop(int passes, double tolerance) {}

  /**
   * Fits.
   *
   * @param size number of lines
   * @param values of a line by the step of its first spike
   * @param labels class of each row
   * @param c the penalty of errors
   * @param random draws the order of the rows of each pass
   */
  public static LinearSvm fit(
      SpikeRow[] rows,
      int[] labels,
      int size,
      float[] values,
      int classes,
      double c,
      Stop stop,
      Stream random) {
    LinearSvm svm = new LinearSvm(size, classes, values);
    float[] alphas = new float[rows.length * svm.stride];
    float diagonal = (float) (1 / (2 * c));
    float[] squares = new float[rows.length];
    for (int r = 0; r < rows.length; r++) {
      squares[r] = svm.square(rows[r]) + diagonal;
    }
    double largest = Double.POSITIVE_INFINITY;
    for (int pass = 0; pass < stop.passes() && largest > stop.tolerance(); pass++) {
      largest = 0;
      for (int r : random.permutation(rows.length)) {
        largest = Math.max(largest, svm.visit(rows[r], labels[r], squares[r], diagonal, alphas, r));
      }
    }
    return svm;
  }

  private float square(SpikeRow row) {
    float sum = 1;
    for (int t = 0; t < values.length; t++) {
      sum += (row.ends()[t + 1] - row.ends()[t]) * values[t] * values[t];
    }
    return sum;
  }

  /** One step for each class; returns the largest projected gradient. */
  private double visit(
      SpikeRow row, int label, float square, float diagonal, float[] alphas, int r) {
    float[] margins = new float[stride];
    sums(row, margins);
    float[] changes = new float[stride];
    boolean any = false;
    double largest = 0;
    for (int k = 0; k < classes; k++) {
      int sign = label == k ? 1 : -1;
      float alpha = alphas[r * stride + k];
      float gradient = sign * margins[k] - 1 + diagonal * alpha;
      float projected = alpha == 0 ? Math.min(gradient, 0) : gradient;
      largest = Math.max(largest, Math.abs(projected));
      if (projected != 0) {
        float next = Math.max(0, alpha - gradient / square);
        alphas[r * stride + k] = next;
        changes[k] = (next - alpha) * sign;
        any |= changes[k] != 0;
      }
    }
    if (any) {
      add(row, changes);
    }
    return largest;
  }

  private void sums(SpikeRow row, float[] out) {
    System.arraycopy(w, w.length - stride, out, 0, stride);
    float[] step = new float[stride];
    for (int t = 0; t < values.length; t++) {
      java.util.Arrays.fill(step, 0);
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

  private void add(SpikeRow row, float[] changes) {
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

  /** The score of each class. */
  public float[] scores(SpikeRow row) {
    float[] all = new float[stride];
    sums(row, all);
    return java.util.Arrays.copyOf(all, classes);
  }

  /** The weight of a line for a class; that of the constant has the number of lines as its line. */
  public float weight(int line, int label) {
    return w[line * stride + label];
  }
}
