package dev.snn.training.optimizer;

import dev.snn.api.learning.OptimizerPlugin;
import dev.snn.testkit.junit.OptimizerContract;
import java.util.List;

class SgdContractTest implements OptimizerContract {
  @Override
  public OptimizerPlugin<?> plugin() {
    return new Sgd();
  }

  @Override
  public List<? extends Record> configurations() {
    return List.of(new Sgd().defaults(), new Sgd.Config(0.1, 0, 0.01));
  }
}
