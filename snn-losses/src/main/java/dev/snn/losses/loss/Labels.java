package dev.snn.losses.loss;

import dev.snn.api.data.Samples;

/** Targets of a batch, in the form a loss needs. */
final class Labels {
  private Labels() {}

  /** The class of an example, checked against the number of scores. */
  static int of(Samples targets, int b, int classes) {
    if (targets.labels() == null) {
      throw new IllegalArgumentException("this loss needs labels, and the data set has none");
    }
    int label = targets.labels()[b];
    if (label < 0 || label >= classes) {
      throw new IllegalArgumentException("label " + label + " does not fit " + classes + " scores");
    }
    return label;
  }

  /**
   * Value c of the target vector of an example; the one-hot code of its class where there is no
   * vector.
   */
  static float target(Samples targets, int b, int c, int size) {
    if (targets.targets() != null) {
      return targets.targets()[b][c];
    }
    return of(targets, b, size) == c ? 1 : 0;
  }
}
