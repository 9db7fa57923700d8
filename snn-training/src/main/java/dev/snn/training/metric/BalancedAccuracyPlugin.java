package dev.snn.training.metric;

import dev.snn.api.data.Samples;
import dev.snn.api.metric.Metric;
import dev.snn.api.metric.MetricPlugin;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.tensor.Tensor;

/**
 * The share of right decisions of each class, and the mean of these over the classes that occur:
 * {@code 1/K sum_c right_c / n_c}. However frequent a class is, always deciding for it gives 1/K.
 * Decisions and steps count as for {@code accuracy}.
 */
public final class BalancedAccuracyPlugin implements MetricPlugin<BalancedAccuracyPlugin.Config> {

  /** No options. */
  public record Config() {}

  @Override
  public String name() {
    return "balanced-accuracy";
  }

  @Override
  public String description() {
    return "share of right classes, mean over the classes";
  }

  @Override
  public Config defaults() {
    return new Config();
  }

  @Override
  public Metric create(Config config, BuildContext context) {
    Decisions.require(name(), context.dataset());
    return new BalancedAccuracy(context.dataset().classes());
  }

  private record BalancedAccuracy(int classes) implements Metric {
    @Override
    public Sum start() {
      return new ByClass(new long[classes], new long[classes]);
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

  private record ByClass(long[] right, long[] count) implements Metric.Sum {
    @Override
    public void add(Tensor prediction, Samples targets) {
      for (int b = 0; b < prediction.batch(); b++) {
        for (int t = 0; t < prediction.steps(); t++) {
          int truth = Decisions.truth(t, b, targets);
          if (truth >= 0) {
            count[truth]++;
            right[truth] += Decisions.of(prediction, t, b, targets) == truth ? 1 : 0;
          }
        }
      }
    }

    @Override
    public double value() {
      double sum = 0;
      int occurring = 0;
      for (int c = 0; c < count.length; c++) {
        if (count[c] > 0) {
          sum += (double) right[c] / count[c];
          occurring++;
        }
      }
      return occurring == 0 ? Double.NaN : sum / occurring;
    }
  }
}
