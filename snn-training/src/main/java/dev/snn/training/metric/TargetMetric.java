package dev.snn.training.metric;

import dev.snn.api.data.Samples;
import dev.snn.api.metric.Metric;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.tensor.Tensor;
import java.util.function.DoubleBinaryOperator;

/**
 * A distance of scores from the target vector: {@code sum_c pair(s_c, r_c) / C}, lower is better.
 */
record TargetMetric(String unit, DoubleBinaryOperator pair) implements Metric {

  /** For data sets with target vectors only. */
  static Metric of(String name, String unit, BuildContext context, DoubleBinaryOperator pair) {
    if (context.dataset().targets() == 0) {
      throw new IllegalArgumentException(
          "%s needs a data set with target vectors; '%s' has none."
              .formatted(name, context.dataset().name()));
    }
    return new TargetMetric(unit, pair);
  }

  @Override
  public Sum start() {
    return new MeanSum(this::mean);
  }

  private double mean(Tensor prediction, int t, int b, Samples targets) {
    float[] scores = prediction.row(t, b);
    float[] target = targets.targets()[b];
    double sum = 0;
    for (int c = 0; c < prediction.size(); c++) {
      sum += pair.applyAsDouble(scores[c], target[c]);
    }
    return sum / prediction.size();
  }

  @Override
  public boolean higherIsBetter() {
    return false;
  }
}
