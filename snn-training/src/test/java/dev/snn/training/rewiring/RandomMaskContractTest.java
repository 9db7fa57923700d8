package dev.snn.training.rewiring;

import dev.snn.api.learning.RewiringPlugin;
import dev.snn.testkit.junit.RewiringContract;
import java.util.List;

class RandomMaskContractTest implements RewiringContract {
  @Override
  public RewiringPlugin<?> plugin() {
    return new RandomMask();
  }

  @Override
  public List<? extends Record> configurations() {
    return List.of(
        new RandomMask().defaults(),
        new RandomMask.Config(0.3, Distribution.ERDOS_RENYI, false),
        new RandomMask.Config(1, Distribution.UNIFORM, true));
  }
}
