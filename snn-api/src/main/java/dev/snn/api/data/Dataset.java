package dev.snn.api.data;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** A data set with fixed splits. The test split is never used to select anything. */
public interface Dataset {

  /** What it is. */
  DatasetInfo info();

  /** Examples to train on. */
  Split train();

  /** Examples to select on; may be empty. */
  Split validation();

  /** Examples to report on. */
  Split test();

  /**
   * What somebody should know before training on it: what was taken for the class, what was left
   * out. A sentence each, without a full stop; shown once.
   */
  default List<String> notes() {
    return List.of();
  }

  /** Examples by index; safe for use by several threads. */
  interface Split {
    /** Number of examples. */
    int size();

    /** The examples with these indices. */
    Samples gather(int[] indices);

    /** The class of an example; -1 where there is none. */
    int label(int index);

    /**
     * Passes through all examples in order.
     *
     * @param atATime examples that are gathered together, at least 1; the last time fewer
     */
    default void inBatches(int atATime, Consumer<Samples> use) {
      for (int from = 0; from < size(); from += atATime) {
        use.accept(gather(IntStream.range(from, Math.min(from + atATime, size())).toArray()));
      }
    }
  }
}
