package dev.snn.kernels;

import dev.snn.api.layer.Parameter;
import dev.snn.api.parallel.Parallel;
import dev.snn.api.tensor.Spikes;
import dev.snn.api.tensor.Tensor;
import java.util.Optional;

/**
 * A way to compute products of event lists with matrices. Backends other than the built-in {@code
 * plain} are found with {@link java.util.ServiceLoader}.
 *
 * <p>What a backend computes are the same bits at any number of threads. Backends add in different
 * orders: results of two of them differ by rounding, in a sum of n terms by less than {@code 2 n
 * 2^-24} times the sum of the terms' absolute values.
 */
public interface EventBackend {

  /** Name for {@code --backend} and records. */
  String name();

  /**
   * Why it cannot run here, and what to do: the rest of a sentence that begins with the backend's
   * name. Empty where it can run, and then it is faster than {@code plain}.
   */
  Optional<String> obstacle();

  /** Share of ones above which a large dense product is faster than this backend. */
  default double denseShare() {
    return 0.35;
  }

  /**
   * Share of weights that exist up to which a product of events looks at these only: a weight that
   * is found by its column costs about ten times what it costs in the middle of a row of this
   * backend.
   */
  default double sparseShare() {
    return 0.09;
  }

  /** Reads the values of vectors from different places. */
  @FunctionalInterface
  interface Gather {
    /** Places are listed in multiples of it. */
    int TOGETHER = 16;

    /**
     * {@code sum[k] += row[column[k]]} for k in {@code [from, to)}, all of them within the arrays.
     */
    void add(float[] sum, int[] column, float[] row, int from, int to);
  }

  /** Empty where that is not faster than to read one after the other. */
  default Optional<Gather> gather() {
    return Optional.empty();
  }

  /**
   * Prepares a product with the weights that exist, where there is a faster way than to add each of
   * them at each event. Every value is the sequential sum of its terms in ascending order of the
   * lines, beginning with the bias.
   *
   * @param bias of length Out, or null
   */
  default Optional<RowProduct> liveProduct(Spikes x, Parameter weight, float[] bias, Tensor out) {
    return Optional.empty();
  }

  /**
   * Prepares {@code out[t, b] = bias + sum_i x[t, b, i] weight[i]}.
   *
   * @param weight {@code [In][Out]}
   * @param bias of length Out, or null
   */
  RowProduct product(Spikes x, float[][] weight, float[] bias, Tensor out, Parallel parallel);

  /** {@code gradWeight[i] += sum_{t, b} x[t, b, i] gradOut[t, b]}. */
  void gradWeight(Spikes x, Tensor gradOut, float[][] gradWeight, Parallel parallel);
}
