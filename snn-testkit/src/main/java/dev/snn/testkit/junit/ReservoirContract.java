package dev.snn.testkit.junit;

import dev.snn.api.plugin.Family;
import dev.snn.api.reservoir.ReservoirPlugin;

/** The contract of a reservoir as a test. */
public interface ReservoirContract extends PluginContract {

  @Override
  ReservoirPlugin<?> plugin();

  @Override
  default Family<?> family() {
    return Family.RESERVOIR;
  }
}
