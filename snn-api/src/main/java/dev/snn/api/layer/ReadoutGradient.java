package dev.snn.api.layer;

import dev.snn.api.tensor.Tensor;

/**
 * Gradients of a loss with respect to the parts of a {@link Readout}, each {@code [T x B x N]} or
 * null for zero. Kept apart because learning rules treat them differently.
 */
public record ReadoutGradient(Tensor output, Tensor membrane, Tensor probability) {

  /** All zero. */
  public static final ReadoutGradient NONE = new ReadoutGradient(null, null, null);

  /** The sum; may reuse the arrays of this gradient. */
  public ReadoutGradient plus(ReadoutGradient other) {
    return new ReadoutGradient(
        sum(output, other.output),
        sum(membrane, other.membrane),
        sum(probability, other.probability));
  }

  /** Adds {@code b} to {@code a} in place where both are given. */
  public static Tensor sum(Tensor a, Tensor b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    for (int r = 0; r < a.rows().length; r++) {
      float[] to = a.rows()[r];
      float[] from = b.rows()[r];
      for (int n = 0; n < a.size(); n++) {
        to[n] += from[n];
      }
    }
    return a;
  }
}
