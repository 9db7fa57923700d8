package dev.snn.testkit.junit;

import dev.snn.api.learning.RewiringPlugin;
import dev.snn.api.plugin.Family;

/** The contract of a rewiring as a test. */
public interface RewiringContract extends PluginContract {

  @Override
  RewiringPlugin<?> plugin();

  @Override
  default Family<?> family() {
    return Family.REWIRING;
  }
}
