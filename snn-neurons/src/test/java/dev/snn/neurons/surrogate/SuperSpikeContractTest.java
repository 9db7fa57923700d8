package dev.snn.neurons.surrogate;

import dev.snn.api.neuron.SurrogatePlugin;
import dev.snn.testkit.junit.SurrogateContract;

class SuperSpikeContractTest implements SurrogateContract {
  @Override
  public SurrogatePlugin<?> plugin() {
    return new SuperSpike();
  }
}
