package dev.snn.testkit.junit;

import dev.snn.api.plugin.Family;
import dev.snn.api.stream.DriftDetectorPlugin;

/** The contract of a drift detector as a test. */
public interface DriftDetectorContract extends PluginContract {

  @Override
  DriftDetectorPlugin<?> plugin();

  @Override
  default Family<?> family() {
    return Family.DRIFT_DETECTOR;
  }
}
