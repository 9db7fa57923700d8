package yourlab;

class SynapticNeuronTest implements dev.snn.testkit.junit.NeuronContract {
  public SynapticNeuron plugin() {
    return new SynapticNeuron();
  }
}
