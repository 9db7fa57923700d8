package dev.snn.testkit.junit;

import dev.snn.api.loss.LossPlugin;
import dev.snn.api.plugin.Family;

/** The contract of a loss as a test. */
public interface LossContract extends PluginContract {

  @Override
  LossPlugin<?> plugin();

  @Override
  default Family<?> family() {
    return Family.LOSS;
  }
}
