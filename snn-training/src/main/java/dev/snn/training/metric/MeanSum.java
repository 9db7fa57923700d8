package dev.snn.training.metric;

import dev.snn.api.data.Samples;
import dev.snn.api.metric.Metric;
import dev.snn.api.tensor.Tensor;

/** The mean of a score over examples and steps that have a target, summed in order. */
final class MeanSum implements Metric.Sum {
  private final Score score;
  private double sum;
  private long count;

  MeanSum(Score score) {
    this.score = score;
  }

  @Override
  public void add(Tensor prediction, Samples targets) {
    for (int b = 0; b < prediction.batch(); b++) {
      for (int t = 0; t < prediction.steps(); t++) {
        if (targets.stepLabels() == null || targets.stepLabels()[b][t] >= 0) {
          sum += score.of(prediction, t, b, targets);
          count++;
        }
      }
    }
  }

  @Override
  public double value() {
    return count == 0 ? Double.NaN : sum / count;
  }

  /** The score of one prediction. */
  @FunctionalInterface
  interface Score {
    double of(Tensor prediction, int t, int b, Samples targets);
  }
}
