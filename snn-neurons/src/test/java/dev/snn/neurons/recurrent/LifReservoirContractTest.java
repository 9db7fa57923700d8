package dev.snn.neurons.recurrent;

import dev.snn.api.reservoir.ReservoirPlugin;
import dev.snn.testkit.junit.ReservoirContract;

class LifReservoirContractTest implements ReservoirContract {
  @Override
  public ReservoirPlugin<?> plugin() {
    return new LifReservoir();
  }
}
