package dev.snn.neurons.surrogate;

import dev.snn.api.neuron.SurrogatePlugin;
import dev.snn.testkit.junit.SurrogateContract;

class PiecewiseExponentialContractTest implements SurrogateContract {
  @Override
  public SurrogatePlugin<?> plugin() {
    return new PiecewiseExponential();
  }
}
