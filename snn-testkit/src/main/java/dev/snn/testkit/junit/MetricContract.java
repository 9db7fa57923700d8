package dev.snn.testkit.junit;

import dev.snn.api.metric.MetricPlugin;
import dev.snn.api.plugin.Family;

/** The contract of a metric as a test. */
public interface MetricContract extends PluginContract {

  @Override
  MetricPlugin<?> plugin();

  @Override
  default Family<?> family() {
    return Family.METRIC;
  }
}
