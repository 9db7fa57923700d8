package dev.snn.losses.decoder;

/** What a learned decoder reads of a spike train. */
public enum On {
  /** Every spike of the window. */
  WINDOW,
  /** The number of spikes of each neuron. */
  COUNTS
}
