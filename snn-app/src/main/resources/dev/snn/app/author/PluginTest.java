package yourlab;

import dev.snn.testkit.junit.FamilyContract;

/** The contract of the family; each of its checks is a test. */
class NewPluginTest implements FamilyContract {
  public NewPlugin plugin() {
    return new NewPlugin();
  }
}
