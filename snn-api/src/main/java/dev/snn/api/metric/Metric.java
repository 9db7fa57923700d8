package dev.snn.api.metric;

import dev.snn.api.data.Samples;
import dev.snn.api.tensor.Tensor;

/** Scores predictions over a data set. */
public interface Metric {

  /** A fresh sum. */
  Sum start();

  /** Unit of the value, for table headers: "fraction", "spikes", "bits", ... */
  String unit();

  /** True where higher is better. */
  boolean higherIsBetter();

  /** Collects batches in order. */
  interface Sum {
    /** Adds a batch; {@code prediction} is {@code [T' x B x C]}. */
    void add(Tensor prediction, Samples targets);

    /** The value so far; NaN before the first example. */
    double value();
  }
}
