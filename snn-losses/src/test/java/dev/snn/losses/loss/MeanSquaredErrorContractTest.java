package dev.snn.losses.loss;

import dev.snn.api.loss.LossPlugin;
import dev.snn.testkit.junit.LossContract;

class MeanSquaredErrorContractTest implements LossContract {
  @Override
  public LossPlugin<?> plugin() {
    return new MeanSquaredError();
  }
}
