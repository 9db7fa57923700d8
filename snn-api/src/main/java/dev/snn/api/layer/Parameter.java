package dev.snn.api.layer;

import java.util.random.RandomGenerator;

/**
 * A named, possibly trainable array of rows, with its gradient. Optimisers and checkpoints see
 * nothing else of a model.
 *
 * @param name unique within its owner ("weight", "bias"); the full name is prefixed with the
 *     owner's path
 * @param value rows of values
 * @param gradient rows of the same shape; backward passes add to it, the optimiser clears it
 * @param trainable false for parameters that stay as they are
 * @param constraint applied after each update
 * @param connections which of the values exist; shared by all that share the values
 */
public record Parameter(
    String name,
    float[][] value,
    float[][] gradient,
    boolean trainable,
    Constraint constraint,
    Connections connections) {

  /** A parameter all of whose values exist. */
  public Parameter(
      String name, float[][] value, float[][] gradient, boolean trainable, Constraint constraint) {
    this(name, value, gradient, trainable, constraint, new Connections());
  }

  /** What a value must satisfy after an update. */
  @FunctionalInterface
  public interface Constraint {
    /** No constraint. */
    Constraint NONE = x -> x;

    /** The nearest admissible value. */
    float project(float value);
  }

  /** A trainable parameter of {@code rows x columns} zeros. */
  public static Parameter zeros(String name, int rows, int columns) {
    return of(name, new float[rows][columns]);
  }

  /**
   * A trainable parameter of {@code rows x columns} values uniform in {@code +- scale /
   * sqrt(fanIn)}.
   *
   * @param fanIn number of lines that one neuron sums over
   */
  public static Parameter uniform(
      String name, int rows, int columns, int fanIn, double scale, RandomGenerator random) {
    float bound = (float) (scale / Math.sqrt(Math.max(1, fanIn)));
    float[][] value = new float[rows][columns];
    for (float[] row : value) {
      for (int j = 0; j < columns; j++) {
        row[j] = (2 * random.nextFloat() - 1) * bound;
      }
    }
    return of(name, value);
  }

  /** A trainable parameter around these values. */
  public static Parameter of(String name, float[][] value) {
    float[][] gradient = new float[value.length][];
    for (int r = 0; r < value.length; r++) {
      gradient[r] = new float[value[r].length];
    }
    return new Parameter(name, value, gradient, true, Constraint.NONE);
  }

  /** The same arrays under another name. */
  public Parameter named(String other) {
    return new Parameter(other, value, gradient, trainable, constraint, connections);
  }

  /** Number of values. */
  public long count() {
    long count = 0;
    for (float[] row : value) {
      count += row.length;
    }
    return count;
  }

  /** Sets the gradient to zero. */
  public void clearGradient() {
    for (float[] row : gradient) {
      java.util.Arrays.fill(row, 0);
    }
  }
}
