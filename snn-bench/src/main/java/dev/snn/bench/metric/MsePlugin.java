package dev.snn.bench.metric;

import dev.snn.api.metric.Metric;
import dev.snn.api.metric.MetricPlugin;
import dev.snn.api.plugin.BuildContext;

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
    return TargetMetric.of(name(), "squared", context, (s, r) -> (s - r) * (s - r));
  }
}
