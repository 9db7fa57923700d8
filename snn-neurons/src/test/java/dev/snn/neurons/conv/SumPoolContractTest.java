package dev.snn.neurons.conv;

import dev.snn.api.layer.LayerPlugin;
import dev.snn.testkit.junit.LayerContract;

class SumPoolContractTest implements LayerContract {
  @Override
  public LayerPlugin<?> plugin() {
    return new SumPool();
  }
}
