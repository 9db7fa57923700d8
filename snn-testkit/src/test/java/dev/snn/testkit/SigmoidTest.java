package dev.snn.testkit;

import dev.snn.api.neuron.SurrogatePlugin;
import dev.snn.testkit.junit.SurrogateContract;

class SigmoidTest implements SurrogateContract {
  @Override
  public SurrogatePlugin<?> plugin() {
    return new Sigmoid();
  }
}
