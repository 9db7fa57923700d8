package dev.snn.training.rewiring;

import dev.snn.api.learning.RewiringPlugin;
import dev.snn.testkit.junit.RewiringContract;
import java.util.List;

class DeepRContractTest implements RewiringContract {
  @Override
  public RewiringPlugin<?> plugin() {
    return new DeepR();
  }

  @Override
  public List<? extends Record> configurations() {
    return List.of(
        new DeepR().defaults(),
        new DeepR.Config(0.25, Distribution.ERDOS_RENYI, false, 0.5, 0.01),
        new DeepR.Config(0.5, Distribution.UNIFORM, true, 0, 0));
  }
}
