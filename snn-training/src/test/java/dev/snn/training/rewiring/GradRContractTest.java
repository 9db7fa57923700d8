package dev.snn.training.rewiring;

import dev.snn.api.learning.RewiringPlugin;
import dev.snn.testkit.junit.RewiringContract;
import java.util.List;

class GradRContractTest implements RewiringContract {
  @Override
  public RewiringPlugin<?> plugin() {
    return new GradR();
  }

  @Override
  public List<? extends Record> configurations() {
    return List.of(
        new GradR().defaults(),
        new GradR.Config(0.3, 0.95, 1),
        new GradR.Config(0.1, 0.5, 3),
        new GradR.Config(0, 0.95, 1));
  }
}
