package dev.snn.neurons.nonlinear;

import dev.snn.api.neuron.NeuronPlugin;
import dev.snn.testkit.junit.NeuronContract;

class AdexContractTest implements NeuronContract {
  @Override
  public NeuronPlugin<?> plugin() {
    return new Adex();
  }
}
