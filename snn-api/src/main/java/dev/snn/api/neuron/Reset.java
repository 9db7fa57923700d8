package dev.snn.api.neuron;

/** What a spike s does to the membrane h. */
public enum Reset {
  /** {@code v = h - s * v_threshold}. */
  SUBTRACT,
  /** {@code v = (1 - s) * h + s * v_reset}. */
  ZERO,
  /** {@code v = h}. */
  NONE
}
