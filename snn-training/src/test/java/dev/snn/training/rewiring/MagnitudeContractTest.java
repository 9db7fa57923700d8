package dev.snn.training.rewiring;

import dev.snn.api.learning.RewiringPlugin;
import dev.snn.testkit.junit.RewiringContract;
import java.util.List;

class MagnitudeContractTest implements RewiringContract {
  @Override
  public RewiringPlugin<?> plugin() {
    return new Magnitude();
  }

  @Override
  public List<? extends Record> configurations() {
    return List.of(
        new Magnitude().defaults(),
        new Magnitude.Config(0.2, Magnitude.Scope.UNIFORM, Magnitude.When.GRADUAL, 0.5, 3, 2),
        new Magnitude.Config(0.2, Magnitude.Scope.ERDOS_RENYI, Magnitude.When.ONE_SHOT, 0, 0, 2));
  }
}
