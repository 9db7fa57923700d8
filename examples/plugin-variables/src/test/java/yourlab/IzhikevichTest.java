package yourlab;

class IzhikevichTest implements dev.snn.testkit.junit.NeuronContract {
  public Izhikevich plugin() {
    return new Izhikevich();
  }
}
