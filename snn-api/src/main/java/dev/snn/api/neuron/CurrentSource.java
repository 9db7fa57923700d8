package dev.snn.api.neuron;

/**
 * Writes the rows of a current when they are needed, so that a neuron model reads them while they
 * are still in the cache. What is written does not depend on how the examples are divided.
 */
@FunctionalInterface
public interface CurrentSource {
  /** Of a current that is complete. */
  CurrentSource DONE = (from, to) -> {};

  /**
   * Writes all steps of the examples {@code from} (inclusive) to {@code to} (exclusive). Different
   * threads may ask for different examples, each once.
   */
  void fill(int from, int to);
}
