package dev.snn.data.augment;

import dev.snn.api.data.AugmentationPlugin;
import dev.snn.testkit.junit.AugmentationContract;
import java.util.List;

class JitterContractTest implements AugmentationContract {
  @Override
  public AugmentationPlugin<?> plugin() {
    return new Jitter();
  }

  /** In time, over the sensor, and far in both. */
  @Override
  public List<? extends Record> configurations() {
    return List.of(new Jitter.Config(1, 0), new Jitter.Config(0, 0.7), new Jitter.Config(90, 9));
  }
}
