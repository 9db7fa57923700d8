package dev.snn.neurons.synapse;

import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;
import dev.snn.api.plugin.Value;
import dev.snn.api.synapse.Homeostasis;

/** Options of rules with a trace on either side. */
public record StdpOptions(
    @Doc("learning rate of potentiation; drawn for each synapse") Value etaPlus,
    @Doc("learning rate of depression; drawn for each synapse") Value etaMinus,
    @Doc("time constant of the sender's trace, ms; drawn for each synapse") Value tauPlus,
    @Doc("time constant of the receiver's trace, ms; drawn for each synapse") Value tauMinus,
    @Doc("largest weight") double wMax,
    @Doc("spikes per second of the receiver that its weights are scaled towards; 0: none")
        double targetRate,
    @Doc("time constant of the receiver's measured rate, ms") double tauRate,
    @Doc("largest relative change by scaling at a spike of the sender, below 1") double etaRate) {

  static final StdpOptions DEFAULTS =
      new StdpOptions(
          Value.of(0.01), Value.of(0.0105), Value.of(20), Value.of(20), 1, 0, 1_000, 0.01);

  /** Checks the values. */
  public StdpOptions {
    Check.positive("w_max", wMax);
    new Homeostasis(targetRate, tauRate, etaRate);
  }

  Homeostasis homeostasis() {
    return new Homeostasis(targetRate, tauRate, etaRate);
  }
}
