package dev.snn.neurons.lif;

import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Value;

/** Decay factors per neuron, from a time constant or given directly. */
final class Leak {
  private Leak() {}

  /**
   * {@code exp(-dt / tau)} for a time constant in ms, or the decay itself.
   *
   * @param tau null where the decay is given
   */
  static float[] decay(
      String tauName, Value tau, String decayName, Value decay, int size, BuildContext context) {
    if (tau == null) {
      float[] draws = context.draw(decayName, decay, size);
      for (float d : draws) {
        if (d < 0 || d >= 1) {
          throw new IllegalArgumentException(
              decayName + " must be at least 0 and below 1, got " + d);
        }
      }
      return draws;
    }
    float[] draws = context.draw(tauName, tau, size);
    for (int i = 0; i < size; i++) {
      if (draws[i] <= 0) {
        throw new IllegalArgumentException(tauName + " must be above 0 ms, got " + draws[i]);
      }
      draws[i] = (float) Math.exp(-context.dt() / draws[i]);
    }
    return draws;
  }
}
