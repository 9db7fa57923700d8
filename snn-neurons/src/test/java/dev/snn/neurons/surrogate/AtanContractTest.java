package dev.snn.neurons.surrogate;

import dev.snn.api.neuron.SurrogatePlugin;
import dev.snn.testkit.junit.SurrogateContract;

class AtanContractTest implements SurrogateContract {
  @Override
  public SurrogatePlugin<?> plugin() {
    return new Atan();
  }
}
