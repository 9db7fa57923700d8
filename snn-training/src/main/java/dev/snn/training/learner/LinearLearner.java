package dev.snn.training.learner;

import dev.snn.api.learning.SavedState;
import dev.snn.api.stream.StreamLearner;
import java.util.Arrays;

/**
 * A linear model that a rule moves after each sample:
 *
 * <pre>
 *   p = w x + b          two classes: class 1 where p &gt; 0, else 0
 *   p_c = w_c x + b_c    more: the class of the largest, the lowest of several; each against the rest
 * </pre>
 */
final class LinearLearner implements StreamLearner {

  /** How a sample changes one model. */
  @FunctionalInterface
  interface Rule {

    /**
     * Changes the weights.
     *
     * @param w weights of the inputs, and at the end the bias b
     * @param p {@code w x + b}
     * @param y 1 for a sample of the class, -1 for another
     * @param t number of the sample, from 1
     */
    void learn(double[] w, float[] x, double p, int y, double t);
  }

  private final int inputs;
  private final Rule rule;
  private final double[][] weights;
  private final double[] scores;
  private double samples;

  LinearLearner(int inputs, int classes, Rule rule) {
    this.inputs = inputs;
    this.rule = rule;
    int models = classes <= 2 ? 1 : classes;
    weights = new double[models][inputs + 1];
    scores = new double[models];
  }

  @Override
  public int predict(float[] x) {
    if (weights.length == 1) {
      return score(weights[0], x) > 0 ? 1 : 0;
    }
    for (int c = 0; c < scores.length; c++) {
      scores[c] = score(weights[c], x);
    }
    return Largest.of(scores);
  }

  private double score(double[] w, float[] x) {
    double p = 0;
    for (int n = 0; n < inputs; n++) {
      p += w[n] * x[n];
    }
    return p + w[inputs];
  }

  @Override
  public void learn(float[] x, int label) {
    samples++;
    for (int c = 0; c < weights.length; c++) {
      int one = weights.length == 1 ? 1 : c;
      rule.learn(weights[c], x, score(weights[c], x), label == one ? 1 : -1, samples);
    }
  }

  /** {@code w += step x}, {@code b += step}. */
  static void move(double[] w, float[] x, double step) {
    for (int n = 0; n < w.length - 1; n++) {
      w[n] += step * x[n];
    }
    w[w.length - 1] += step;
  }

  @Override
  public void reset() {
    samples = 0;
    for (double[] w : weights) {
      Arrays.fill(w, 0);
    }
  }

  @Override
  public long bytes() {
    return (long) Double.BYTES * weights.length * (inputs + 1);
  }

  @Override
  public SavedState state() {
    SavedState state = new SavedState().put("samples", samples);
    for (int c = 0; c < weights.length; c++) {
      state.putDoubles("weights" + c, weights[c]);
    }
    return state;
  }

  @Override
  public void restore(SavedState state) {
    samples = state.number("samples");
    for (int c = 0; c < weights.length; c++) {
      System.arraycopy(state.doubles("weights" + c, inputs + 1), 0, weights[c], 0, inputs + 1);
    }
  }
}
