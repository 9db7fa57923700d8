package dev.snn.bench.reservoir;

import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;

/** Matches the firing rates of the rows of a table by a constant current; see {@link RateMatch}. */
public record RateOptions(
    @Doc("spikes per neuron and second that a constant current is calibrated for; 0 for no current")
        double target,
    @Doc(
            "true to calibrate again with the weights that plasticity leaves, false to let it change the rate")
        boolean again,
    @Doc("relative error of the rate at which calibration ends") double tolerance,
    @Doc("samples or examples of a calibration stretch") int samples) {

  /** Checks the values. */
  public RateOptions {
    Check.notNegative("target", target);
    Check.positive("tolerance", tolerance);
    Check.atLeastOne("samples", samples);
  }

  static RateOptions defaults() {
    return new RateOptions(0, true, 0.01, 100);
  }
}
