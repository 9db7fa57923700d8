package dev.snn.bench.metric;

import dev.snn.api.data.Samples;
import dev.snn.api.metric.Metric;
import dev.snn.api.metric.MetricPlugin;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.tensor.Tensor;

/**
 * The share of predictions whose highest score is that of the example's class; the lowest class
 * wins a tie. Of predictions {@code [T' x B x C]} every step counts, so that accuracy is the mean
 * over steps and examples.
 */
public final class AccuracyPlugin implements MetricPlugin<AccuracyPlugin.Config> {

  /** No options. */
  public record Config() {}

  @Override
  public String name() {
    return "accuracy";
  }

  @Override
  public String description() {
    return "share of right classes";
  }

  @Override
  public Config defaults() {
    return new Config();
  }

  @Override
  public Metric create(Config config, BuildContext context) {
    if (context.dataset().classes() == 0) {
      throw new IllegalArgumentException(
          "accuracy needs a data set with classes; '" + context.dataset().name() + "' has none.");
    }
    if (context.dataset().outputs() != context.dataset().classes()) {
      throw new IllegalArgumentException(
          "accuracy needs one score per class, but the targets of '%s' are vectors of %d values. Use bce, mse or judge, or set dataset.target to class."
              .formatted(context.dataset().name(), context.dataset().outputs()));
    }
    return new Accuracy();
  }

  private record Accuracy() implements Metric {
    @Override
    public Sum start() {
      return new MeanSum((prediction, t, b, targets) -> right(prediction, t, b, targets) ? 1 : 0);
    }

    private static boolean right(Tensor prediction, int t, int b, Samples targets) {
      float[] scores = prediction.row(t, b);
      int best = 0;
      for (int c = 0; c < prediction.size(); c++) {
        if (Float.isNaN(scores[c])) {
          throw new ArithmeticException(
              "the prediction for example " + targets.ids()[b] + " is NaN");
        }
        best = scores[c] > scores[best] ? c : best;
      }
      int label = targets.stepLabels() == null ? targets.labels()[b] : targets.stepLabels()[b][t];
      return best == label;
    }

    @Override
    public String unit() {
      return "fraction";
    }

    @Override
    public boolean higherIsBetter() {
      return true;
    }
  }
}
