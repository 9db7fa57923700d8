package dev.snn.training.readout;

import dev.snn.api.learning.SavedState;
import dev.snn.api.random.Stream;
import java.util.Arrays;

/**
 * Fits a {@link LinearClassifier}, one class against the others: for each class minimises {@code
 * |w|^2 / 2 + sum_i loss(y_i w x_i)} by coordinate descent on the dual, as LIBLINEAR does. All
 * classes visit an example together, so that a row is read once for all. It may be interrupted
 * after each pass.
 */
public final class DualDescent {
  private static final String PASSES = "passes";
  private static final String LARGEST = "largest";
  private static final String VARIABLES = "variables";
  private static final String CLASSIFIER = "classifier";

  private final SpikeRow[] rows;
  private final int[] labels;
  private final DualLoss loss;
  private final Stream random;
  private final LinearClassifier classifier;
  private final float[] squares;

  /** Of all classes of a row, one row after the other. */
  private final float[] variables;

  private double largest = Double.POSITIVE_INFINITY;
  private int passes;

  /**
   * Weights of 0.
   *
   * @param labels class of each row
   * @param classifier is fitted
   * @param random draws the order of the rows of each pass
   */
  public DualDescent(
      SpikeRow[] rows, int[] labels, DualLoss loss, LinearClassifier classifier, Stream random) {
    this.rows = rows;
    this.labels = labels;
    this.loss = loss;
    this.random = random;
    this.classifier = classifier;
    this.squares = new float[rows.length];
    for (int r = 0; r < rows.length; r++) {
      squares[r] = classifier.square(rows[r]);
    }
    this.variables = new float[rows.length * classifier.stride()];
    Arrays.fill(variables, loss.start());
  }

  /**
   * When a fit ends.
   *
   * @param passes over the rows at most
   * @param tolerance largest projected gradient of the dual of a whole pass
   */
  public record Stop(int passes, double tolerance) {}

  /**
   * Goes on to the end.
   *
   * @param passed called after each pass
   */
  public void run(Stop stop, Runnable passed) {
    while (passes < stop.passes() && largest > stop.tolerance()) {
      largest = 0;
      for (int r : random.permutation(rows.length)) {
        largest = Math.max(largest, visit(r));
      }
      passes++;
      passed.run();
    }
  }

  /** Passes over the rows so far. */
  public int passes() {
    return passes;
  }

  /** One step for each class; returns the largest projected gradient. */
  private double visit(int r) {
    int stride = classifier.stride();
    float[] scores = new float[stride];
    classifier.sums(rows[r], scores);
    float[] changes = new float[stride];
    boolean any = false;
    double most = 0;
    for (int k = 0; k < classifier.classes(); k++) {
      int sign = labels[r] == k ? 1 : -1;
      float variable = variables[r * stride + k];
      float gradient = loss.gradient(variable, sign * scores[k]);
      most = Math.max(most, Math.abs(gradient));
      if (gradient != 0) {
        float next = loss.next(variable, gradient, squares[r]);
        variables[r * stride + k] = next;
        changes[k] = (loss.alpha(next) - loss.alpha(variable)) * sign;
        any |= changes[k] != 0;
      }
    }
    if (any) {
      classifier.add(rows[r], changes);
    }
    return most;
  }

  /** All it needs to go on with the same rows. */
  public SavedState state() {
    return new SavedState()
        .put(PASSES, passes)
        .put(LARGEST, largest)
        .put(VARIABLES, new float[][] {variables})
        .put(CLASSIFIER, classifier.state());
  }

  /** Goes on from there; the stream is where it was at the beginning. */
  public void restore(SavedState state) {
    passes = (int) state.number(PASSES);
    largest = state.number(LARGEST);
    state.copyTo(VARIABLES, new float[][] {variables});
    classifier.restore(state.part(CLASSIFIER));
    for (int k = 0; k < passes; k++) {
      random.permutation(rows.length);
    }
  }
}
