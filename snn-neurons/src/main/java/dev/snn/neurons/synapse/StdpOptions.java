package dev.snn.neurons.synapse;

import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;
import dev.snn.api.plugin.Value;

/** Options of rules with a trace on either side. */
public record StdpOptions(
    @Doc("learning rate of potentiation; drawn for each synapse") Value etaPlus,
    @Doc("learning rate of depression; drawn for each synapse") Value etaMinus,
    @Doc("time constant of the sender's trace, ms; drawn for each synapse") Value tauPlus,
    @Doc("time constant of the receiver's trace, ms; drawn for each synapse") Value tauMinus,
    @Doc("largest weight") double wMax) {

  static final StdpOptions DEFAULTS =
      new StdpOptions(Value.of(0.01), Value.of(0.0105), Value.of(20), Value.of(20), 1);

  /** Checks the values. */
  public StdpOptions {
    Check.positive("w_max", wMax);
  }
}
