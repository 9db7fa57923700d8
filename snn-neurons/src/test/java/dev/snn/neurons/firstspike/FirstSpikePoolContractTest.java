package dev.snn.neurons.firstspike;

import dev.snn.api.layer.LayerPlugin;
import dev.snn.testkit.junit.LayerContract;
import java.util.List;

class FirstSpikePoolContractTest implements LayerContract {
  @Override
  public LayerPlugin<?> plugin() {
    return new FirstSpikePool();
  }

  @Override
  public List<? extends Record> configurations() {
    return List.of(
        new FirstSpikePool.Config(1, 0),
        new FirstSpikePool.Config(2, 0),
        new FirstSpikePool.Config(3, 2));
  }
}
