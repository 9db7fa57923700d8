package yourlab;

class IzhikevichNeuronTest implements dev.snn.testkit.junit.NeuronContract {
  public IzhikevichNeuron plugin() {
    return new IzhikevichNeuron();
  }
}
