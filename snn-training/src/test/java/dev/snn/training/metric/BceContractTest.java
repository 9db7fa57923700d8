package dev.snn.training.metric;

import dev.snn.api.metric.MetricPlugin;
import dev.snn.testkit.junit.MetricContract;

class BceContractTest implements MetricContract {
  @Override
  public MetricPlugin<?> plugin() {
    return new BcePlugin();
  }
}
