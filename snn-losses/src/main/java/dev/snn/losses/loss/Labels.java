package dev.snn.losses.loss;

import dev.snn.api.data.DatasetInfo;
import dev.snn.api.data.Samples;
import dev.snn.api.plugin.BuildContext;

/** Targets of a batch, in the form a loss needs. */
final class Labels {
  private Labels() {}

  /** Refuses targets other than classes. */
  static void require(String loss, BuildContext context) {
    DatasetInfo data = context.dataset();
    if (data != null && data.outputs() > 0 && data.outputs() != data.classes()) {
      throw new IllegalArgumentException(
          "%s compares with a class, but the targets of '%s' are vectors of %d values; use bce or mse%s"
              .formatted(
                  loss,
                  data.name(),
                  data.outputs(),
                  data.classes() > 0 ? ", or set dataset.target to class" : ""));
    }
  }

  /** The class of an example, checked against the number of scores. */
  static int of(Samples targets, int b, int classes) {
    if (targets.stepLabels() != null) {
      throw new IllegalArgumentException(
          "this loss compares with one class per example, and the data set has one per step; use cross-entropy");
    }
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
   * The class of an example at a decoding time; -1 where that step has none.
   *
   * @param times number of decoding times
   */
  static int of(Samples targets, int b, int t, int times, int classes) {
    if (targets.stepLabels() == null) {
      return of(targets, b, classes);
    }
    int[] labels = targets.stepLabels()[b];
    if (labels.length != times) {
      throw new IllegalArgumentException(
          "the data set has a class for each of %d steps, but the decoder decodes %s; a decoder with tau above 0 decodes at every step"
              .formatted(labels.length, times == 1 ? "once" : times + " times"));
    }
    if (labels[t] >= classes) {
      throw new IllegalArgumentException(
          "label " + labels[t] + " does not fit " + classes + " scores");
    }
    return labels[t];
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
