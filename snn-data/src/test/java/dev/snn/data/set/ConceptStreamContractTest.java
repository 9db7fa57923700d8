package dev.snn.data.set;

import dev.snn.api.data.DatasetPlugin;
import dev.snn.testkit.junit.DatasetContract;
import java.util.List;

class ConceptStreamContractTest implements DatasetContract {
  @Override
  public DatasetPlugin<?> plugin() {
    return new ConceptStream();
  }

  @Override
  public List<ConceptStream.Config> configurations() {
    return List.of(
        new ConceptStream().defaults(),
        new ConceptStream.Config(
            ConceptStream.Concept.SEA, 50, 150, 0, 1, 1, 0.1, true, 32, List.of(1, 2), 0),
        new ConceptStream.Config(
            ConceptStream.Concept.AGRAWAL, 50, 150, 100, 1, 1, 0, false, 0, List.of(3, 9), 0.1));
  }
}
