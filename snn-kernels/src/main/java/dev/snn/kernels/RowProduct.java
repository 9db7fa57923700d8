package dev.snn.kernels;

/**
 * A product whose rows are computed when they are asked for, by any thread. What is computed for a
 * row does not depend on the rows it is computed with.
 */
public interface RowProduct extends AutoCloseable {

  /** {@link #compute} may be asked for columns in blocks that begin at multiples of this. */
  int ALIGNED = 128;

  /** Overwrites the columns {@code [low, high)} of these rows of the result. */
  void compute(int[] rows, int low, int high);

  /** Gives memory back; nothing is computed afterwards. */
  @Override
  default void close() {}
}
