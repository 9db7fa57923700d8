package dev.snn.testkit.junit;

import dev.snn.api.learning.OptimizerPlugin;
import dev.snn.api.plugin.Family;

/** The contract of an optimiser as a test. */
public interface OptimizerContract extends PluginContract {

  @Override
  OptimizerPlugin<?> plugin();

  @Override
  default Family<?> family() {
    return Family.OPTIMIZER;
  }
}
