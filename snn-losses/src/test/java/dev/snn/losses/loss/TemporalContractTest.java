package dev.snn.losses.loss;

import dev.snn.api.loss.LossPlugin;
import dev.snn.testkit.junit.LossContract;
import java.util.List;

class TemporalContractTest implements LossContract {
  @Override
  public LossPlugin<?> plugin() {
    return new Temporal();
  }

  @Override
  public List<? extends Record> configurations() {
    return List.of(new Temporal().defaults(), new Temporal.Config(1, 4, 0.5));
  }
}
