package dev.snn.training.rewiring;

import dev.snn.api.learning.RewiringPlugin;
import dev.snn.testkit.junit.RewiringContract;
import java.util.List;

class SparseEvolutionaryContractTest implements RewiringContract {
  @Override
  public RewiringPlugin<?> plugin() {
    return new SparseEvolutionary();
  }

  @Override
  public List<? extends Record> configurations() {
    return List.of(
        new SparseEvolutionary().defaults(),
        new SparseEvolutionary.Config(0.3, Distribution.UNIFORM, false, 0.5));
  }
}
