package dev.snn.api.synapse;

import dev.snn.api.plugin.Check;

/**
 * Scaling of weights towards a firing rate of their receiver (van Rossum, Bi, Turrigiano 2000,
 * doi:10.1523/JNEUROSCI.20-23-08812.2000, in steps at the spikes of the sender):
 *
 * <pre>
 *   dr/dt = -r / tau,     r + 1000 / tau at each spike of the receiver       (spikes per second)
 *   sender spikes:        w + eta w max(-1, 1 - r / rate), cut at w_max
 * </pre>
 *
 * @param rate spikes per second that weights are scaled towards; 0 for no scaling
 * @param tau time constant of the measured rate, ms
 * @param eta largest relative change of a weight at a spike, below 1, so that no weight ends at 0
 */
public record Homeostasis(double rate, double tau, double eta) {

  /** No scaling. */
  public static final Homeostasis NONE = new Homeostasis(0, 1_000, 0);

  /** Checks the values. */
  public Homeostasis {
    Check.notNegative("target_rate", rate);
    Check.positive("tau_rate", tau);
    if (!(eta >= 0 && eta < 1)) {
      throw new IllegalArgumentException("eta_rate must be at least 0 and below 1, got " + eta);
    }
  }

  /** False where nothing is scaled. */
  public boolean isOn() {
    return rate > 0 && eta > 0;
  }

  /**
   * The weight after a spike of the sender.
   *
   * @param trace spikes of the receiver, each {@code exp(-age / tau)}
   */
  public float scaled(float w, float trace, float wMax) {
    double measured = trace * 1_000 / tau;
    return (float) Math.min(wMax, w + eta * w * Math.max(-1, 1 - measured / rate));
  }
}
