package dev.snn.training.reservoir;

import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;

/** Lengths of the parts of a series, in samples. */
public record SpanOptions(
    @Doc("samples with plasticity on, before everything else; 0 for none") int plastic,
    @Doc("samples after rest that no readout sees") int washout,
    @Doc("samples to fit on") int train,
    @Doc("samples to choose the penalty on") int validation,
    @Doc("samples to report on") int test) {

  /** Checks the values. */
  public SpanOptions {
    Check.atLeast("plastic", plastic, 0);
    Check.atLeast("washout", washout, 0);
    Check.atLeast("train", train, 2);
    Check.atLeast("validation", validation, 2);
    Check.atLeast("test", test, 2);
  }

  /** Samples after the plastic ones. */
  int recorded() {
    return washout + train + validation + test;
  }
}
