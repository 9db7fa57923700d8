package dev.snn.api.neuron;

import dev.snn.api.plugin.Check;

/**
 * When a neuron fires and what a spike does to its membrane.
 *
 * @param vThreshold fires where {@code v >= v_threshold}
 * @param reset what a spike does to the membrane
 * @param vReset membrane after a spike, for {@link Reset#ZERO}
 * @param detachReset true to keep gradients from flowing through the reset
 * @param surrogate stands in for the derivative of the step
 */
public record Firing(
    float vThreshold, Reset reset, float vReset, boolean detachReset, Surrogate surrogate) {

  /** Checks the values. */
  public Firing {
    Check.finite("v_threshold", vThreshold);
    Check.finite("v_reset", vReset);
  }

  /** Subtracts the threshold, detached. */
  public static Firing subtract(double vThreshold, Surrogate surrogate) {
    return new Firing((float) vThreshold, Reset.SUBTRACT, 0, true, surrogate);
  }

  /** Sets the membrane to {@code v_reset}, detached. */
  public static Firing zero(double vThreshold, double vReset, Surrogate surrogate) {
    return new Firing((float) vThreshold, Reset.ZERO, (float) vReset, true, surrogate);
  }
}
