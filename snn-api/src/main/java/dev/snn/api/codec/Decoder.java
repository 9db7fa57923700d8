package dev.snn.api.codec;

import dev.snn.api.layer.Parameter;
import dev.snn.api.layer.Readout;
import dev.snn.api.layer.ReadoutGradient;
import dev.snn.api.neuron.Pass;
import dev.snn.api.neuron.Tape;
import dev.snn.api.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Turns a readout {@code [T x B x N]} into a prediction {@code [T' x B x C]}: {@code T' = 1} where
 * it decodes once at the end, {@code T' = T} where it decodes at every step from the last tau
 * steps. Predictions are scores (logits); the loss decides what they mean. The class with the
 * highest score wins, the lowest class where several tie.
 */
public interface Decoder {

  /** Number of scores C. */
  int outputSize();

  /**
   * Decodes. In an evaluation pass (not training) a handcrafted decoder gives its hard decision.
   */
  Decoded decode(Readout readout, Pass pass);

  /**
   * Back-propagates; adds to the gradients of {@link #parameters()} and returns the gradient of the
   * readout.
   */
  ReadoutGradient backward(Tape tape, Tensor gradPrediction, Pass pass);

  /** Trainable parameters; none for handcrafted decoders. */
  default List<Parameter> parameters() {
    return List.of();
  }

  /**
   * Multiplications of an activation with a weight that one example takes, over all decoding steps,
   * zeros included; empty where the decoder does not say. One without parameters has none.
   */
  default OptionalLong operations() {
    return parameters().isEmpty() ? OptionalLong.of(0) : OptionalLong.empty();
  }

  /**
   * What a user should know of these terms, in sentences that {@code explain} prints as warnings.
   *
   * @param terms of a batch at the initial weights, as {@link Decoded#terms()} in an evaluation
   */
  default List<String> remarks(Map<String, Double> terms) {
    return List.of();
  }

  /**
   * A prediction and what the backward pass needs.
   *
   * @param terms figures of this batch beside the prediction, means over its examples, by name; the
   *     evaluation averages them, and a table has a column for each
   */
  record Decoded(Tensor prediction, Tape tape, Map<String, Double> terms) {

    /** Without further figures. */
    public Decoded(Tensor prediction, Tape tape) {
      this(prediction, tape, Map.of());
    }
  }
}
