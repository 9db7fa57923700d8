package dev.snn.api.layer;

import dev.snn.api.parallel.Parallel;
import dev.snn.api.tensor.Tensor;
import java.util.Map;
import java.util.TreeMap;

/**
 * Gradients of a loss with respect to the parts of a {@link Readout}, each {@code [T x B x N]} or
 * null for zero. Kept apart because learning rules treat them differently.
 *
 * @param outputsFixed true where outputs that were drawn are constants, as in the gradient of the
 *     logarithm of their probability: a layer then sends nothing back through its own outputs
 * @param hidden gradients of the outputs of nodes before the last one, by their numbers, of a loss
 *     that is about these as well; a layer never gets any
 */
public record ReadoutGradient(
    Tensor output,
    Tensor membrane,
    Tensor probability,
    boolean outputsFixed,
    Map<Integer, Tensor> hidden) {

  /** Keeps a map of its own. */
  public ReadoutGradient {
    hidden = Map.copyOf(hidden);
  }

  /** Of the last layer alone. */
  public ReadoutGradient(Tensor output, Tensor membrane, Tensor probability, boolean outputsFixed) {
    this(output, membrane, probability, outputsFixed, Map.of());
  }

  /** A gradient of the outputs of nodes before the last one. */
  public static ReadoutGradient ofHidden(Map<Integer, Tensor> hidden) {
    return new ReadoutGradient(null, null, null, false, hidden);
  }

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
        outputsFixed || other.outputsFixed,
        sum(hidden, other.hidden));
  }

  private static Map<Integer, Tensor> sum(Map<Integer, Tensor> a, Map<Integer, Tensor> b) {
    Map<Integer, Tensor> sum = new TreeMap<>(a);
    b.forEach((node, gradient) -> sum.merge(node, gradient, ReadoutGradient::sum));
    return sum;
  }

  /**
   * The gradients of the steps {@code from} (inclusive) to {@code to} (exclusive), sharing rows.
   */
  public ReadoutGradient timeRange(int from, int to) {
    return new ReadoutGradient(
        output == null ? null : output.timeRange(from, to),
        membrane == null ? null : membrane.timeRange(from, to),
        probability == null ? null : probability.timeRange(from, to),
        outputsFixed,
        steps(from, to));
  }

  private Map<Integer, Tensor> steps(int from, int to) {
    Map<Integer, Tensor> steps = new TreeMap<>();
    hidden.forEach((node, gradient) -> steps.put(node, gradient.timeRange(from, to)));
    return steps;
  }

  /** The part that the last layer gets. */
  public ReadoutGradient ofLast() {
    return hidden.isEmpty()
        ? this
        : new ReadoutGradient(output, membrane, probability, outputsFixed);
  }

  /** Adds {@code b} to {@code a} in place where both are given. */
  public static Tensor sum(Tensor a, Tensor b) {
    return sum(a, b, Parallel.SEQUENTIAL);
  }

  /** The same by several threads. */
  public static Tensor sum(Tensor a, Tensor b, Parallel parallel) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    parallel.forEachBlock(
        a.rows().length,
        (block, from, to) -> {
          for (int r = from; r < to; r++) {
            add(a.rows()[r], b.rows()[r], a.size());
          }
        });
    return a;
  }

  private static void add(float[] to, float[] from, int size) {
    for (int n = 0; n < size; n++) {
      to[n] += from[n];
    }
  }
}
