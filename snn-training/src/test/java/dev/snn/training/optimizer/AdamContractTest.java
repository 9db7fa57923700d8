package dev.snn.training.optimizer;

import dev.snn.api.learning.OptimizerPlugin;
import dev.snn.testkit.junit.OptimizerContract;
import java.util.List;

class AdamContractTest implements OptimizerContract {
  @Override
  public OptimizerPlugin<?> plugin() {
    return new Adam();
  }

  @Override
  public List<? extends Record> configurations() {
    return List.of(new Adam().defaults(), new Adam.Config(0.01, 0.8, 0.99, 1e-8, 0.1));
  }
}
