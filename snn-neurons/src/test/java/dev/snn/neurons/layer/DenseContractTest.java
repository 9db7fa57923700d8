package dev.snn.neurons.layer;

import dev.snn.api.layer.LayerPlugin;
import dev.snn.testkit.junit.LayerContract;

class DenseContractTest implements LayerContract {
  @Override
  public LayerPlugin<?> plugin() {
    return new Dense();
  }
}
