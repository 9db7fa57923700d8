package dev.snn.api.loss;

import dev.snn.api.data.Samples;
import dev.snn.api.layer.ReadoutGradient;
import dev.snn.api.neuron.Pass;
import dev.snn.api.tensor.Tensor;
import java.util.Map;

/** Compares an outcome with its targets. Never modifies its input. */
public interface Loss {

  /** The loss of a batch, averaged over its examples, with its gradients. */
  Value evaluate(Outcome outcome, Samples targets, Pass pass);

  /**
   * The cost of each example for learning rules that weigh what was drawn by what it cost: the
   * loss, with quantities of the drawn spikes where {@link #evaluate} has expected values over
   * them.
   *
   * @param value of {@link #evaluate} for the same outcome
   */
  default float[] costOfDrawn(Outcome outcome, Samples targets, Pass pass, Value value) {
    return value.perExample();
  }

  /**
   * @param perExample the loss of each example; the batch's loss is their mean
   * @param terms named parts of the loss, averaged over examples ("rate_bits", ...); may be empty
   * @param gradPrediction gradient of the mean loss with respect to the prediction, or null for
   *     zero
   * @param gradReadout gradient with respect to the readout
   */
  record Value(
      float[] perExample,
      Map<String, Double> terms,
      Tensor gradPrediction,
      ReadoutGradient gradReadout) {

    /** The mean over the batch. */
    public double mean() {
      double sum = 0;
      for (float value : perExample) {
        sum += value;
      }
      return sum / perExample.length;
    }
  }
}
