package dev.snn.bench.metric;

import dev.snn.api.data.Samples;
import dev.snn.api.metric.Metric;
import dev.snn.api.metric.MetricPlugin;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.tensor.Tensor;

/**
 * Binary cross-entropy of logits s against targets r in [0, 1], in nats, over the C outputs: {@code
 * sum_c (max(s_c, 0) - s_c r_c + ln(1 + exp(-|s_c|))) / C}.
 */
public final class BcePlugin implements MetricPlugin<BcePlugin.Config> {

  /** No options. */
  public record Config() {}

  @Override
  public String name() {
    return "bce";
  }

  @Override
  public String description() {
    return "binary cross-entropy of logits";
  }

  @Override
  public Config defaults() {
    return new Config();
  }

  @Override
  public Metric create(Config config, BuildContext context) {
    if (context.dataset().targets() == 0) {
      throw new IllegalArgumentException(
          "bce needs a data set with target vectors; '" + context.dataset().name() + "' has none.");
    }
    return new Bce();
  }

  private record Bce() implements Metric {
    @Override
    public Sum start() {
      return new MeanSum(Bce::mean);
    }

    private static double mean(Tensor prediction, int t, int b, Samples targets) {
      float[] scores = prediction.row(t, b);
      float[] target = targets.targets()[b];
      double sum = 0;
      for (int c = 0; c < prediction.size(); c++) {
        sum +=
            Math.max(scores[c], 0)
                - (double) scores[c] * target[c]
                + Math.log1p(Math.exp(-Math.abs((double) scores[c])));
      }
      return sum / prediction.size();
    }

    @Override
    public String unit() {
      return "nats";
    }

    @Override
    public boolean higherIsBetter() {
      return false;
    }
  }
}
