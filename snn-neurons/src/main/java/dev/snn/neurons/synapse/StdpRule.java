package dev.snn.neurons.synapse;

import dev.snn.api.plugin.Value;
import dev.snn.api.synapse.Homeostasis;
import dev.snn.api.synapse.Plasticity;

/** What the rules with two traces share. */
interface StdpRule extends Plasticity {

  StdpOptions options();

  @Override
  default double wMax() {
    return options().wMax();
  }

  @Override
  default Value etaPlus() {
    return options().etaPlus();
  }

  @Override
  default Value etaMinus() {
    return options().etaMinus();
  }

  @Override
  default Value tauPlus() {
    return options().tauPlus();
  }

  @Override
  default Value tauMinus() {
    return options().tauMinus();
  }

  @Override
  default Homeostasis homeostasis() {
    return options().homeostasis();
  }

  /** The weight, cut to {@code [0, w_max]}. */
  default float bounded(float w) {
    return Math.max(0, Math.min((float) options().wMax(), w));
  }
}
