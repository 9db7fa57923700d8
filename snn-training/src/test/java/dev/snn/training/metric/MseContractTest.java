package dev.snn.training.metric;

import dev.snn.api.metric.MetricPlugin;
import dev.snn.testkit.junit.MetricContract;

class MseContractTest implements MetricContract {
  @Override
  public MetricPlugin<?> plugin() {
    return new MsePlugin();
  }
}
