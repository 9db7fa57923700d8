package dev.snn.training.metric;

import dev.snn.api.metric.Metric;
import dev.snn.api.metric.MetricPlugin;
import dev.snn.api.plugin.BuildContext;

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
    Decisions.require(name(), context.dataset());
    return new Accuracy();
  }

  private record Accuracy() implements Metric {
    @Override
    public Sum start() {
      return new MeanSum(
          (prediction, t, b, targets) ->
              Decisions.of(prediction, t, b, targets) == Decisions.truth(t, b, targets) ? 1 : 0);
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
