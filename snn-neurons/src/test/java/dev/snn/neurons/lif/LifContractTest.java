package dev.snn.neurons.lif;

import dev.snn.api.neuron.NeuronPlugin;
import dev.snn.testkit.junit.NeuronContract;

class LifContractTest implements NeuronContract {
  @Override
  public NeuronPlugin<?> plugin() {
    return new Lif();
  }
}
