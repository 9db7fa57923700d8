package dev.snn.training.drift;

import dev.snn.api.stream.DriftDetectorPlugin;
import dev.snn.testkit.junit.DriftDetectorContract;

class PageHinkleyContractTest implements DriftDetectorContract {
  @Override
  public DriftDetectorPlugin<?> plugin() {
    return new PageHinkley();
  }
}
