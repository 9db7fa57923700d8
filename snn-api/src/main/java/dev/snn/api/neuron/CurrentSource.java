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

  /** True where a model may ask for single rows, with {@link #fillRow} instead of {@link #fill}. */
  default boolean isByRow() {
    return false;
  }

  /** Writes one step of one example, where rows are written one by one; each is asked for once. */
  default void fillRow(int t, int b) {
    throw new UnsupportedOperationException("this current is written by examples");
  }

  /** Takes a row of a current. */
  @FunctionalInterface
  interface Row {
    /** Writes row {@code t * batch + b}. */
    void write(int r);
  }

  /**
   * A current whose rows are written one by one.
   *
   * @param steps number of steps
   * @param batch number of examples
   */
  static CurrentSource byRow(int steps, int batch, Row rows) {
    return new CurrentSource() {
      @Override
      public void fill(int from, int to) {
        for (int t = 0; t < steps; t++) {
          for (int b = from; b < to; b++) {
            rows.write(t * batch + b);
          }
        }
      }

      @Override
      public boolean isByRow() {
        return true;
      }

      @Override
      public void fillRow(int t, int b) {
        rows.write(t * batch + b);
      }
    };
  }
}
