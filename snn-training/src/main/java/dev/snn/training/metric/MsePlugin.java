package dev.snn.training.metric;

import dev.snn.api.metric.Link;
import dev.snn.api.metric.Metric;
import dev.snn.api.metric.MetricPlugin;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Doc;

/**
 * Mean squared difference of prediction and target, over the C outputs: {@code sum_c (f(s_c) -
 * r_c)^2 / C} with the link f.
 */
public final class MsePlugin implements MetricPlugin<MsePlugin.Config> {

  /** Options. */
  public record Config(
      @Doc("from score to prediction; auto: sigmoid where targets are images, else identity")
          Link link) {}

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
    return new Config(Link.AUTO);
  }

  @Override
  public Metric create(Config config, BuildContext context) {
    Link link = config.link().on(context.dataset());
    return TargetMetric.of(
        name(),
        "squared",
        context,
        (s, r) -> {
          double d = link.apply(s) - r;
          return d * d;
        });
  }
}
