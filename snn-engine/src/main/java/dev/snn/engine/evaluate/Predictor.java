package dev.snn.engine.evaluate;

import dev.snn.api.data.Samples;
import dev.snn.api.neuron.Pass;
import dev.snn.api.neuron.Spiking;
import dev.snn.api.procedure.Run;
import dev.snn.api.tensor.Arena;
import dev.snn.api.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * What a network says of examples. All draws come from the key "evaluate" (of further draws per
 * example "evaluate/draw-k") and the example's id; predictions of several draws are averaged.
 */
public final class Predictor {
  private Predictor() {}

  /**
   * The prediction {@code [T' x B x C]} for a batch, as an evaluation makes it.
   *
   * @param samples their ids key the draws
   */
  public static Tensor predict(Run run, Samples samples) {
    return predict(run, samples, Arena.HEAP);
  }

  /** The same, which is valid until {@link Arena#reset()}. */
  public static Tensor predict(Run run, Samples samples, Arena arena) {
    List<Tensor> predictions = new ArrayList<>();
    for (int draw = 0; draw < run.samples(); draw++) {
      Pass pass = pass(run, samples, draw, arena);
      predictions.add(
          run.network().forward(run.encoder().encode(samples, pass), pass).decoded().prediction());
    }
    return mean(predictions);
  }

  /**
   * The pass of a draw.
   *
   * @param samples their ids key the draws
   * @param draw from 0
   */
  public static Pass pass(Run run, Samples samples, int draw, Arena arena) {
    String purpose = draw == 0 ? "evaluate" : "evaluate/draw-" + draw;
    long key = run.seed().key(purpose);
    return new Pass(false, Spiking.HARD, run.parallel(), arena, key, samples.ids(), 0);
  }

  static Tensor mean(List<Tensor> predictions) {
    if (predictions.size() == 1) {
      return predictions.get(0);
    }
    Tensor mean = predictions.get(0).copy();
    for (int r = 0; r < mean.rows().length; r++) {
      float[] row = mean.rows()[r];
      for (int n = 0; n < mean.size(); n++) {
        double sum = 0;
        for (Tensor prediction : predictions) {
          sum += prediction.rows()[r][n];
        }
        row[n] = (float) (sum / predictions.size());
      }
    }
    return mean;
  }
}
