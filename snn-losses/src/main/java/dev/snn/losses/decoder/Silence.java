package dev.snn.losses.decoder;

import dev.snn.api.layer.Readout;
import dev.snn.api.tensor.Tensor;
import java.util.Arrays;

/** The decision of a handcrafted decoder on an example without any readout spike. */
final class Silence {
  private Silence() {}

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
