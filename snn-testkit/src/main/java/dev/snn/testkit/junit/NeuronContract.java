package dev.snn.testkit.junit;

import dev.snn.api.neuron.NeuronPlugin;
import dev.snn.api.plugin.Family;

/** The contract of a neuron as a test. */
public interface NeuronContract extends PluginContract {

  @Override
  NeuronPlugin<?> plugin();

  @Override
  default Family<?> family() {
    return Family.NEURON;
  }
}
