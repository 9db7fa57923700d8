package dev.snn.training.metric;

import dev.snn.api.data.DatasetInfo;
import dev.snn.api.data.Samples;
import dev.snn.api.tensor.Tensor;

/** Classes by highest score, the lowest class where several have it. */
final class Decisions {
  private Decisions() {}

  /** Refuses data whose targets are no classes. */
  static void require(String metric, DatasetInfo data) {
    if (data.classes() == 0) {
      throw new IllegalArgumentException(
          metric + " needs a data set with classes; '" + data.name() + "' has none.");
    }
    if (data.outputs() != data.classes()) {
      throw new IllegalArgumentException(
          "%s needs one score per class, but the targets of '%s' are vectors of %d values. Use bce, mse or judge, or set dataset.target to class."
              .formatted(metric, data.name(), data.outputs()));
    }
  }

  /** The class decided for; NaN is an error. */
  static int of(Tensor prediction, int t, int b, Samples targets) {
    float[] scores = prediction.row(t, b);
    int best = 0;
    for (int c = 0; c < prediction.size(); c++) {
      if (Float.isNaN(scores[c])) {
        throw new ArithmeticException("the prediction for example " + targets.ids()[b] + " is NaN");
      }
      best = scores[c] > scores[best] ? c : best;
    }
    return best;
  }

  /** The true class; -1 where a step has none. */
  static int truth(int t, int b, Samples targets) {
    return targets.stepLabels() == null ? targets.labels()[b] : targets.stepLabels()[b][t];
  }
}
