package dev.snn.api.layer;

import dev.snn.api.tensor.Tensor;

/**
 * Gradients of a loss with respect to the parts of a {@link Readout}, each {@code [T x B x N]} or
 * null for zero. Kept apart because learning rules treat them differently.
 *
 * @param outputsFixed true where outputs that were drawn are constants, as in the gradient of the
 *     logarithm of their probability: a layer then sends nothing back through its own outputs
 */
public record ReadoutGradient(
    Tensor output, Tensor membrane, Tensor probability, boolean outputsFixed) {

  /** Outputs are not constants. */
  public ReadoutGradient(Tensor output, Tensor membrane, Tensor probability) {
    this(output, membrane, probability, false);
  }

  /** A gradient of the membrane, with outputs that are constants. */
  public static ReadoutGradient withFixedOutputs(Tensor membrane) {
    return new ReadoutGradient(null, membrane, null, true);
  }

  /** All zero. */
  public static final ReadoutGradient NONE = new ReadoutGradient(null, null, null);

  /** The sum; may reuse the arrays of this gradient. */
  public ReadoutGradient plus(ReadoutGradient other) {
    return new ReadoutGradient(
        sum(output, other.output),
        sum(membrane, other.membrane),
        sum(probability, other.probability),
        outputsFixed || other.outputsFixed);
  }

  /**
   * The gradients of the steps {@code from} (inclusive) to {@code to} (exclusive), sharing rows.
   */
  public ReadoutGradient timeRange(int from, int to) {
    return new ReadoutGradient(
        output == null ? null : output.timeRange(from, to),
        membrane == null ? null : membrane.timeRange(from, to),
        probability == null ? null : probability.timeRange(from, to),
        outputsFixed);
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
