package dev.snn.api.neuron;

/** How a pass turns membranes into output. */
public enum Spiking {
  /** Spikes are 0 or 1; the surrogate stands in for the derivative of the step. */
  HARD,
  /**
   * The step is replaced by the surrogate's primitive throughout (a Bernoulli neuron passes its
   * probability), so that the backward pass is the exact gradient of the forward pass and central
   * differences can check it.
   */
  SMOOTH
}
