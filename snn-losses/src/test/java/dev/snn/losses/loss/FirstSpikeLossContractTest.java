package dev.snn.losses.loss;

import dev.snn.api.loss.LossPlugin;
import dev.snn.testkit.junit.LossContract;
import java.util.List;

class FirstSpikeLossContractTest implements LossContract {
  @Override
  public LossPlugin<?> plugin() {
    return new FirstSpikeLoss();
  }

  @Override
  public List<? extends Record> configurations() {
    return List.of(new FirstSpikeLoss.Config(1), new FirstSpikeLoss.Config(3));
  }
}
