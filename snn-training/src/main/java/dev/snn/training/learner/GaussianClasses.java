package dev.snn.training.learner;

import dev.snn.api.learning.SavedState;
import dev.snn.api.stream.StreamLearner;
import java.util.Arrays;

/** {@link GaussianNaiveBayes}. */
final class GaussianClasses implements StreamLearner {
  private final int inputs;
  private final int classes;
  private final double smoothing;
  private final double[] counts;

  /** Means and sums of squared deviations of each class, and in the last row of all samples. */
  private final double[][] means;

  private final double[][] squares;
  private final double[] scores;
  private double samples;
  private double added;

  GaussianClasses(int inputs, int classes, double smoothing) {
    this.inputs = inputs;
    this.classes = classes;
    this.smoothing = smoothing;
    counts = new double[classes];
    means = new double[classes + 1][inputs];
    squares = new double[classes + 1][inputs];
    scores = new double[classes];
  }

  @Override
  public int predict(float[] x) {
    for (int c = 0; c < classes; c++) {
      scores[c] = counts[c] == 0 ? Double.NEGATIVE_INFINITY : score(c, x);
    }
    return Largest.of(scores);
  }

  /** The logarithm of what is compared; values without any variance say nothing. */
  private double score(int c, float[] x) {
    double sum = Math.log(counts[c] / samples);
    for (int n = 0; n < inputs; n++) {
      double variance = squares[c][n] / counts[c] + added;
      if (variance > 0) {
        double d = x[n] - means[c][n];
        sum -= (Math.log(2 * Math.PI * variance) + d * d / variance) / 2;
      }
    }
    return sum;
  }

  @Override
  public void learn(float[] x, int label) {
    counts[label]++;
    samples++;
    add(label, counts[label], x);
    add(classes, samples, x);
    double largest = 0;
    for (double square : squares[classes]) {
      largest = Math.max(largest, square);
    }
    added = smoothing * largest / samples;
  }

  private void add(int row, double count, float[] x) {
    double[] mean = means[row];
    double[] square = squares[row];
    for (int n = 0; n < inputs; n++) {
      double d = x[n] - mean[n];
      mean[n] += d / count;
      square[n] += d * (x[n] - mean[n]);
    }
  }

  @Override
  public void reset() {
    samples = 0;
    added = 0;
    Arrays.fill(counts, 0);
    for (int row = 0; row <= classes; row++) {
      Arrays.fill(means[row], 0);
      Arrays.fill(squares[row], 0);
    }
  }

  @Override
  public long bytes() {
    return (long) Double.BYTES * (classes + 2L * (classes + 1) * inputs);
  }

  @Override
  public SavedState state() {
    SavedState state =
        new SavedState().put("samples", samples).put("added", added).putDoubles("counts", counts);
    for (int row = 0; row <= classes; row++) {
      state.putDoubles("means" + row, means[row]).putDoubles("squares" + row, squares[row]);
    }
    return state;
  }

  @Override
  public void restore(SavedState state) {
    samples = state.number("samples");
    added = state.number("added");
    System.arraycopy(state.doubles("counts", classes), 0, counts, 0, classes);
    for (int row = 0; row <= classes; row++) {
      System.arraycopy(state.doubles("means" + row, inputs), 0, means[row], 0, inputs);
      System.arraycopy(state.doubles("squares" + row, inputs), 0, squares[row], 0, inputs);
    }
  }
}
