package dev.snn.training.rewiring;

import dev.snn.api.learning.RewiringPlugin;
import dev.snn.testkit.junit.RewiringContract;
import java.util.List;

class RigLContractTest implements RewiringContract {
  @Override
  public RewiringPlugin<?> plugin() {
    return new RigL();
  }

  @Override
  public List<? extends Record> configurations() {
    return List.of(
        new RigL().defaults(), new RigL.Config(0.3, Distribution.UNIFORM, false, 0.5, 3, 4));
  }
}
