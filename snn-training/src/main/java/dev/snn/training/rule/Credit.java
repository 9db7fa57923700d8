package dev.snn.training.rule;

import java.util.Locale;

/** How the layers before the readout learn what they did right or wrong. */
public enum Credit {
  /** Back-propagation through time, with surrogate derivatives. */
  BPTT,
  /** The error of each step through the transposed weights; eligibility within the layer. */
  E_PROP,
  /** As e-prop, with a fixed random matrix in place of each layer's transposed weights. */
  FA,
  /** The error of the readout through a fixed random matrix to each layer. */
  DFA,
  /** The target through a fixed random matrix to each layer, instead of any error. */
  DRTP;

  /** As in experiment files: "e-prop". */
  String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
