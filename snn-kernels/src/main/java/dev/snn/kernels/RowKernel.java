package dev.snn.kernels;

/**
 * The one inner loop of the compute core: adding selected rows of a matrix. A forward product adds
 * the weight rows of the lines that spiked, a weight gradient adds the gradient rows of the steps
 * at which a line spiked, and an input gradient adds rows of the transposed weights. A backend is
 * an implementation of this interface.
 *
 * <p>The order of the additions depends on the arguments only, never on threads.
 */
public interface RowKernel {

  /** Rows that a kernel handles together at best; callers that split a list do so at multiples. */
  int GROUP = 6;

  /** Name for {@code --backend} and records. */
  String name();

  /**
   * {@code out[j] += sum_e rows[index[e]][j]} for e in {@code [from, to)} and j in {@code [low,
   * high)}.
   */
  void add(float[] out, float[][] rows, int[] index, int from, int to, int low, int high);

  /**
   * {@code out[j] += sum_e scale[e] * rows[index[e]][j]} for e in {@code [from, to)}, j in {@code
   * [low, high)}.
   */
  void addScaled(
      float[] out, float[][] rows, int[] index, float[] scale, int from, int to, int low, int high);
}
