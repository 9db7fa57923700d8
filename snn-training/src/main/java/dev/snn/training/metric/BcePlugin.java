package dev.snn.training.metric;

import dev.snn.api.metric.Metric;
import dev.snn.api.metric.MetricPlugin;
import dev.snn.api.plugin.BuildContext;

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
    return TargetMetric.of(
        name(),
        "nats",
        context,
        (s, r) -> Math.max(s, 0) - s * r + Math.log1p(Math.exp(-Math.abs(s))));
  }
}
