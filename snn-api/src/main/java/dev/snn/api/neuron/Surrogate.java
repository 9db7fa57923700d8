package dev.snn.api.neuron;

/**
 * A smooth stand-in for the step {@code 1[x >= 0]}, {@code x = v - v_threshold}: a primitive that
 * rises within [0, 1], and through 1/2 at or near 0, and its derivative. A primitive that serves as
 * a firing probability rises from 0 to 1. HARD passes use only the derivative, SMOOTH passes both.
 * The derivative must be the exact derivative of the primitive, and NaN at NaN: a lost membrane
 * must not look like a silent one. The slice forms exist so that loops over units are compiled once
 * per surrogate; override them with the same formula in {@code float}.
 */
public interface Surrogate {

  /** The smooth step. */
  double primitive(double x);

  /** Its derivative. */
  double derivative(double x);

  /**
   * True where the derivative goes on beyond a primitive that is cut at 0 and 1, as one that is
   * published without a bounded primitive does. Between the cuts it is the primitive's own; beyond
   * them the backward pass of a SMOOTH pass is not the gradient of the forward pass.
   */
  default boolean isCut() {
    return false;
  }

  /** {@code out[n] = primitive(x[n] - threshold)} for {@code n} in {@code [0, size)}. */
  default void primitive(float[] x, float threshold, float[] out, int size) {
    for (int n = 0; n < size; n++) {
      out[n] = (float) primitive(x[n] - threshold);
    }
  }

  /** {@code out[n] = derivative(x[n] - threshold)} for {@code n} in {@code [0, size)}. */
  default void derivative(float[] x, float threshold, float[] out, int size) {
    for (int n = 0; n < size; n++) {
      out[n] = (float) derivative(x[n] - threshold);
    }
  }
}
