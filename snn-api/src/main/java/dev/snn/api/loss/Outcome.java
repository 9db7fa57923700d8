package dev.snn.api.loss;

import dev.snn.api.layer.Readout;
import dev.snn.api.tensor.Tensor;

/**
 * What a loss sees.
 *
 * @param prediction {@code [T' x B x C]} scores of the decoder
 * @param readout spikes, membranes and probabilities of the last layer
 */
public record Outcome(Tensor prediction, Readout readout) {}
