package dev.snn.neurons.conv;

import dev.snn.api.layer.LayerPlugin;
import dev.snn.testkit.junit.LayerContract;

class DropoutContractTest implements LayerContract {
  @Override
  public LayerPlugin<?> plugin() {
    return new Dropout();
  }
}
