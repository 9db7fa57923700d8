package yourlab;

class SynapticTest implements dev.snn.testkit.junit.NeuronContract {
  public Synaptic plugin() {
    return new Synaptic();
  }
}
