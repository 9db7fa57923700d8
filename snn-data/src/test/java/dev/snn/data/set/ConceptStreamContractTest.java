package dev.snn.data.set;

import dev.snn.api.data.DatasetPlugin;
import dev.snn.testkit.junit.DatasetContract;

class ConceptStreamContractTest implements DatasetContract {
  @Override
  public DatasetPlugin<?> plugin() {
    return new ConceptStream();
  }
}
