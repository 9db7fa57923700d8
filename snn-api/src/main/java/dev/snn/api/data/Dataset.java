package dev.snn.api.data;

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

  /** Examples by index; safe for use by several threads. */
  interface Split {
    /** Number of examples. */
    int size();

    /** The examples with these indices. */
    Samples gather(int[] indices);

    /** The class of an example; -1 where there is none. */
    int label(int index);
  }
}
