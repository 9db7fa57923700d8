package dev.snn.losses.loss;

import dev.snn.api.loss.LossPlugin;
import dev.snn.losses.loss.SpikeRate.Compare;
import dev.snn.losses.loss.SpikeRate.Of;
import dev.snn.losses.loss.SpikeRate.Over;
import dev.snn.testkit.junit.LossContract;
import java.util.List;

class SpikeRateContractTest implements LossContract {
  @Override
  public LossPlugin<?> plugin() {
    return new SpikeRate();
  }

  @Override
  public List<? extends Record> configurations() {
    return List.of(
        new SpikeRate().defaults(),
        new SpikeRate.Config(Compare.CROSS_ENTROPY, Over.MEAN, Of.MEMBRANE, 1, 0),
        new SpikeRate.Config(Compare.MSE, Over.MEAN, Of.SPIKES, 0.9, 0.1),
        new SpikeRate.Config(Compare.MSE, Over.STEPS, Of.MEMBRANE, 1, 0));
  }
}
