package dev.snn.training.optimizer;

import dev.snn.api.learning.OptimizerPlugin;
import dev.snn.testkit.junit.OptimizerContract;

class PerPlaceContractTest implements OptimizerContract {
  @Override
  public OptimizerPlugin<?> plugin() {
    return new PerPlace();
  }
}
