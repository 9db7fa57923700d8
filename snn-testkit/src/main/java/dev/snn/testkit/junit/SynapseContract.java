package dev.snn.testkit.junit;

import dev.snn.api.plugin.Family;
import dev.snn.api.synapse.SynapsePlugin;

/** The contract of a kind of plasticity as a test. */
public interface SynapseContract extends PluginContract {

  @Override
  SynapsePlugin<?> plugin();

  @Override
  default Family<?> family() {
    return Family.SYNAPSE;
  }
}
