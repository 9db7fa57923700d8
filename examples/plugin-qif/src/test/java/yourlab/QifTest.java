package yourlab;

class QifTest implements dev.snn.testkit.junit.NeuronContract {
  public Qif plugin() {
    return new Qif();
  }
}
