package dev.snn.bench.metric;

import dev.snn.api.data.Samples;
import dev.snn.api.metric.Metric;
import dev.snn.api.metric.MetricPlugin;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.tensor.Tensor;

/**
 * Mean squared difference of score and target, over the C outputs: {@code sum_c (s_c - r_c)^2 / C}.
 */
public final class MsePlugin implements MetricPlugin<MsePlugin.Config> {

  /** No options. */
  public record Config() {}

  @Override
  public String name() {
    return "mse";
  }

  @Override
  public String description() {
    return "mean squared error";
  }

  @Override
  public Config defaults() {
    return new Config();
  }

  @Override
  public Metric create(Config config, BuildContext context) {
    if (context.dataset().targets() == 0) {
      throw new IllegalArgumentException(
          "mse needs a data set with target vectors; '" + context.dataset().name() + "' has none.");
    }
    return new Mse();
  }

  private record Mse() implements Metric {
    @Override
    public Sum start() {
      return new MeanSum(Mse::mean);
    }

    private static double mean(Tensor prediction, int t, int b, Samples targets) {
      float[] scores = prediction.row(t, b);
      float[] target = targets.targets()[b];
      double sum = 0;
      for (int c = 0; c < prediction.size(); c++) {
        sum += ((double) scores[c] - target[c]) * ((double) scores[c] - target[c]);
      }
      return sum / prediction.size();
    }

    @Override
    public String unit() {
      return "squared";
    }

    @Override
    public boolean higherIsBetter() {
      return false;
    }
  }
}
