package dev.snn.losses.decoder;

import dev.snn.api.neuron.Pass;
import dev.snn.api.tensor.Tensor;

/** Rectified linear units, in place. NaN stays NaN. */
final class Relu {
  private Relu() {}

  static Tensor forward(Tensor z, Pass pass) {
    pass.parallel()
        .forEachBlock(
            z.rows().length,
            (block, from, to) -> {
              for (int r = from; r < to; r++) {
                float[] row = z.rows()[r];
                for (int j = 0; j < z.size(); j++) {
                  row[j] = Math.max(0f, row[j]);
                }
              }
            });
    return z;
  }

  /** Clears the gradient where the unit was silent. */
  static void backward(Tensor output, Tensor grad, Pass pass) {
    pass.parallel()
        .forEachBlock(
            grad.rows().length,
            (block, from, to) -> {
              for (int r = from; r < to; r++) {
                float[] y = output.rows()[r];
                float[] g = grad.rows()[r];
                for (int j = 0; j < grad.size(); j++) {
                  g[j] = y[j] > 0 ? g[j] : y[j] * 0;
                }
              }
            });
  }
}
