package dev.snn.api.synapse;

import dev.snn.api.plugin.Value;

/**
 * Spike-timing-dependent plasticity of a population of synapses, by a trace on either side:
 *
 * <pre>
 *   dx_pre/dt = -x_pre / tau_plus,     x_pre + 1 at each spike of the sender
 *   dy_post/dt = -y_post / tau_minus,  y_post + 1 at each spike of the receiver
 *   receiver spikes: w = afterPost(w, eta_plus, x_pre)
 *   sender spikes:   w = afterPre(w, eta_minus, y_post)
 * </pre>
 *
 * <p>A weight changes by the traces before the spike itself, so that two spikes of one step do not
 * pair. Rates and time constants are drawn for each synapse where they are distributions.
 */
public interface Plasticity {

  /** False where weights never change; nothing else is then asked for. */
  default boolean isPlastic() {
    return true;
  }

  /** Largest weight; weights stay in {@code [0, w_max]}. */
  double wMax();

  /** Learning rate of potentiation, at spikes of the receiver. */
  Value etaPlus();

  /** Learning rate of depression, at spikes of the sender. */
  Value etaMinus();

  /** Time constant of the sender's trace, ms. */
  Value tauPlus();

  /** Time constant of the receiver's trace, ms. */
  Value tauMinus();

  /** Scaling towards a firing rate of the receiver, after {@link #afterPre}. */
  default Homeostasis homeostasis() {
    return Homeostasis.NONE;
  }

  /** The weight after a spike of the receiver, in {@code [0, w_max]}. */
  float afterPost(float w, float etaPlus, float xPre);

  /** The weight after a spike of the sender, in {@code [0, w_max]}. */
  float afterPre(float w, float etaMinus, float yPost);
}
