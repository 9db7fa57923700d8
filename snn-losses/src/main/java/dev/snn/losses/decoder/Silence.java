package dev.snn.losses.decoder;

import dev.snn.api.layer.Readout;
import dev.snn.api.tensor.Tensor;
import java.util.Arrays;

/** Decisions of handcrafted decoders where spikes decide nothing. */
final class Silence {
  private Silence() {}

  /** What orders neurons that spike at the same step; null where the readout has nothing. */
  static Tensor level(Readout readout) {
    if (readout.isStochastic()) {
      return readout.hasProbability() ? readout.probability() : null;
    }
    return readout.hasMembrane() ? readout.membrane() : null;
  }

  /**
   * Writes into {@code scores} the highest firing probability (stochastic readout) or membrane
   * (deterministic readout) that any neuron of each class reached.
   */
  static void decide(Readout readout, Population population, int b, float[] scores) {
    Tensor level = readout.isStochastic() ? readout.probability() : readout.membrane();
    Arrays.fill(scores, Float.NEGATIVE_INFINITY);
    for (int t = 0; t < level.steps(); t++) {
      float[] row = level.row(t, b);
      for (int n = 0; n < population.neurons(); n++) {
        int c = population.classOf(n);
        scores[c] = Math.max(scores[c], row[n]);
      }
    }
  }
}
