package dev.snn.testkit;

import dev.snn.api.neuron.NeuronPlugin;
import dev.snn.testkit.junit.NeuronContract;

class LeakyTest implements NeuronContract {
  @Override
  public NeuronPlugin<?> plugin() {
    return new Leaky();
  }
}
