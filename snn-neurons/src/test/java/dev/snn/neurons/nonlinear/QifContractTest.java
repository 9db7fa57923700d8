package dev.snn.neurons.nonlinear;

import dev.snn.api.neuron.NeuronPlugin;
import dev.snn.testkit.junit.NeuronContract;

class QifContractTest implements NeuronContract {
  @Override
  public NeuronPlugin<?> plugin() {
    return new Qif();
  }
}
