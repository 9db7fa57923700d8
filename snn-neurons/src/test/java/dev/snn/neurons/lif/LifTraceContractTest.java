package dev.snn.neurons.lif;

import dev.snn.api.neuron.NeuronPlugin;
import dev.snn.testkit.junit.NeuronContract;

class LifTraceContractTest implements NeuronContract {
  @Override
  public NeuronPlugin<?> plugin() {
    return new LifTrace();
  }
}
