package dev.snn.losses.loss;

import dev.snn.api.loss.LossPlugin;
import dev.snn.testkit.junit.LossContract;
import java.util.List;

class SpikeCountMseContractTest implements LossContract {
  @Override
  public LossPlugin<?> plugin() {
    return new SpikeCountMse();
  }

  @Override
  public List<? extends Record> configurations() {
    return List.of(new SpikeCountMse().defaults(), new SpikeCountMse.Config(0.8, 0.1));
  }
}
