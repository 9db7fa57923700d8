package dev.snn.training.reservoir;

import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;

/** The constant current of all neurons: given, or found by {@link RateMatch}. */
public record RateOptions(
    @Doc("constant current of all neurons; calibration begins with it") double bias,
    @Doc("spikes per neuron and second that the current is calibrated for; 0 to leave it as it is")
        double target,
    @Doc(
            "true to calibrate again with the weights that plasticity leaves, false to let it change the rate")
        boolean again,
    @Doc("relative error of the rate at which calibration ends") double tolerance,
    @Doc("samples or examples of a calibration stretch") int samples) {

  /** Checks the values. */
  public RateOptions {
    Check.finite("bias", bias);
    Check.notNegative("target", target);
    Check.positive("tolerance", tolerance);
    Check.atLeastOne("samples", samples);
  }

  static RateOptions defaults() {
    return new RateOptions(0, 0, true, 0.01, 100);
  }
}
