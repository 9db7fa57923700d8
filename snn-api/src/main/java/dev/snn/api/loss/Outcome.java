package dev.snn.api.loss;

import dev.snn.api.layer.Readout;
import dev.snn.api.tensor.Tensor;
import java.util.List;

/**
 * What a loss sees.
 *
 * @param prediction {@code [T' x B x C]} scores of the decoder
 * @param readout spikes, membranes and probabilities of the last layer
 * @param layers the readouts of all nodes of the network in their order, the last of which is
 *     {@code readout}; empty where only the end of the network is known. Gradients of those before
 *     the last one are {@link dev.snn.api.layer.ReadoutGradient#hidden()}
 */
public record Outcome(Tensor prediction, Readout readout, List<Readout> layers) {

  /** Keeps a list of its own. */
  public Outcome {
    layers = List.copyOf(layers);
  }

  /** Of a network of which only the end is known. */
  public Outcome(Tensor prediction, Readout readout) {
    this(prediction, readout, List.of());
  }
}
