package dev.snn.neurons.echo;

import dev.snn.api.reservoir.ReservoirPlugin;
import dev.snn.testkit.junit.ReservoirContract;

class EchoStateContractTest implements ReservoirContract {
  @Override
  public ReservoirPlugin<?> plugin() {
    return new EchoState();
  }
}
