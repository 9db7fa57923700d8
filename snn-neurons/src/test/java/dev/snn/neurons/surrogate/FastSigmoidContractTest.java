package dev.snn.neurons.surrogate;

import dev.snn.api.neuron.SurrogatePlugin;
import dev.snn.testkit.junit.SurrogateContract;

class FastSigmoidContractTest implements SurrogateContract {
  @Override
  public SurrogatePlugin<?> plugin() {
    return new FastSigmoid();
  }
}
