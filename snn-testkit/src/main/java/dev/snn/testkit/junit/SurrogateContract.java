package dev.snn.testkit.junit;

import dev.snn.api.neuron.SurrogatePlugin;
import dev.snn.api.plugin.Family;

/** The contract of a surrogate as a test. */
public interface SurrogateContract extends PluginContract {

  @Override
  SurrogatePlugin<?> plugin();

  @Override
  default Family<?> family() {
    return Family.SURROGATE;
  }
}
