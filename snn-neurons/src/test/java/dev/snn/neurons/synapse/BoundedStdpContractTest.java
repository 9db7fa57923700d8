package dev.snn.neurons.synapse;

import dev.snn.api.synapse.SynapsePlugin;
import dev.snn.testkit.junit.SynapseContract;

class BoundedStdpContractTest implements SynapseContract {
  @Override
  public SynapsePlugin<?> plugin() {
    return new BoundedStdp();
  }
}
