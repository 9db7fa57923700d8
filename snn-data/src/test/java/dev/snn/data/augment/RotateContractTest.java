package dev.snn.data.augment;

import dev.snn.api.data.AugmentationPlugin;
import dev.snn.testkit.junit.AugmentationContract;

class RotateContractTest implements AugmentationContract {
  @Override
  public AugmentationPlugin<?> plugin() {
    return new Rotate();
  }
}
