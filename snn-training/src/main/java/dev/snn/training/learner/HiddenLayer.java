package dev.snn.training.learner;

import dev.snn.api.learning.SavedState;
import dev.snn.api.stream.StreamLearner;
import java.util.Arrays;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/** {@link MultiLayerPerceptron}. */
final class HiddenLayer implements StreamLearner {
  private static final double BETA1 = 0.9;
  private static final double BETA2 = 0.999;
  private static final double EPS = 1e-8;

  private final MultiLayerPerceptron.Config config;
  private final int inputs;
  private final int hidden;
  private final int classes;
  private final Supplier<DoubleSupplier> uniform;

  /** {@code W1 [inputs][hidden]}, b1, {@code W2 [classes][hidden]}, b2. */
  private final double[] weights;

  private final double[] first;
  private final double[] second;
  private final double[] gradient;
  private final int bias1;
  private final int weights2;
  private final int bias2;
  private final double[] h;
  private final double[] q;
  private final double[] blame;
  private double samples;

  /**
   * A network with its first weights.
   *
   * @param uniform makes the numbers in [0, 1) that the weights are drawn from, in their order; the
   *     same ones each time
   */
  HiddenLayer(
      MultiLayerPerceptron.Config config,
      int inputs,
      int classes,
      Supplier<DoubleSupplier> uniform) {
    this.config = config;
    this.inputs = inputs;
    this.hidden = config.hidden();
    this.classes = classes;
    this.uniform = uniform;
    bias1 = inputs * hidden;
    weights2 = bias1 + hidden;
    bias2 = weights2 + classes * hidden;
    weights = new double[bias2 + classes];
    first = new double[weights.length];
    second = new double[weights.length];
    gradient = new double[weights.length];
    h = new double[hidden];
    q = new double[classes];
    blame = new double[hidden];
    reset();
  }

  /** The weights themselves, in the order in which they are drawn. */
  double[] weights() {
    return weights;
  }

  /** The probabilities of the classes; the next call changes them. */
  double[] probabilities(float[] x) {
    scores(x);
    double largest = q[Largest.of(q)];
    double sum = 0;
    for (int c = 0; c < classes; c++) {
      q[c] = Math.exp(q[c] - largest);
      sum += q[c];
    }
    for (int c = 0; c < classes; c++) {
      q[c] /= sum;
    }
    return q;
  }

  private void scores(float[] x) {
    System.arraycopy(weights, bias1, h, 0, hidden);
    for (int n = 0; n < inputs; n++) {
      add(x[n], weights, n * hidden, h);
    }
    for (int j = 0; j < hidden; j++) {
      h[j] = Math.max(0, h[j]);
    }
    for (int c = 0; c < classes; c++) {
      double sum = weights[bias2 + c];
      int at = weights2 + c * hidden;
      for (int j = 0; j < hidden; j++) {
        sum += weights[at + j] * h[j];
      }
      q[c] = sum;
    }
  }

  /** {@code to += factor row}. */
  private static void add(double factor, double[] from, int at, double[] to) {
    for (int j = 0; j < to.length; j++) {
      to[j] += factor * from[at + j];
    }
  }

  @Override
  public int predict(float[] x) {
    scores(x);
    return Largest.of(q);
  }

  /** The loss L of a sample. */
  double loss(float[] x, int label) {
    double squares = 0;
    for (int k = 0; k < bias2; k++) {
      squares += k >= bias1 && k < weights2 ? 0 : weights[k] * weights[k];
    }
    return -Math.log(probabilities(x)[label]) + config.alpha() / 2 * squares;
  }

  /** Its gradient; the next call changes it. */
  double[] gradient(float[] x, int label) {
    probabilities(x);
    q[label] -= 1;
    Arrays.fill(blame, 0);
    for (int c = 0; c < classes; c++) {
      int at = weights2 + c * hidden;
      add(q[c], weights, at, blame);
      row(q[c], h, at);
      gradient[bias2 + c] = q[c];
    }
    for (int j = 0; j < hidden; j++) {
      blame[j] = h[j] > 0 ? blame[j] : 0;
    }
    for (int n = 0; n < inputs; n++) {
      row(x[n], blame, n * hidden);
    }
    System.arraycopy(blame, 0, gradient, bias1, hidden);
    return gradient;
  }

  /** {@code factor values + alpha w} of a row of weights. */
  private void row(double factor, double[] values, int at) {
    double alpha = config.alpha();
    for (int j = 0; j < values.length; j++) {
      gradient[at + j] = factor * values[j] + alpha * weights[at + j];
    }
  }

  @Override
  public void learn(float[] x, int label) {
    gradient(x, label);
    samples++;
    double step =
        config.eta() * Math.sqrt(1 - Math.pow(BETA2, samples)) / (1 - Math.pow(BETA1, samples));
    step(step, gradient, first, second, weights);
  }

  private static void step(double step, double[] g, double[] m, double[] v, double[] w) {
    for (int k = 0; k < w.length; k++) {
      m[k] = BETA1 * m[k] + (1 - BETA1) * g[k];
      v[k] = BETA2 * v[k] + (1 - BETA2) * g[k] * g[k];
      w[k] -= step * m[k] / (Math.sqrt(v[k]) + EPS);
    }
  }

  @Override
  public void reset() {
    samples = 0;
    Arrays.fill(first, 0);
    Arrays.fill(second, 0);
    DoubleSupplier draws = uniform.get();
    draw(draws, 0, weights2, Math.sqrt(6.0 / (inputs + hidden)));
    draw(draws, weights2, weights.length, Math.sqrt(6.0 / (hidden + classes)));
  }

  private void draw(DoubleSupplier draws, int from, int to, double bound) {
    for (int k = from; k < to; k++) {
      weights[k] = bound * (2 * draws.getAsDouble() - 1);
    }
  }

  @Override
  public long bytes() {
    return 3L * Double.BYTES * weights.length;
  }

  @Override
  public SavedState state() {
    return new SavedState()
        .put("samples", samples)
        .putDoubles("weights", weights)
        .putDoubles("first", first)
        .putDoubles("second", second);
  }

  @Override
  public void restore(SavedState state) {
    samples = state.number("samples");
    int size = weights.length;
    System.arraycopy(state.doubles("weights", size), 0, weights, 0, size);
    System.arraycopy(state.doubles("first", size), 0, first, 0, size);
    System.arraycopy(state.doubles("second", size), 0, second, 0, size);
  }
}
