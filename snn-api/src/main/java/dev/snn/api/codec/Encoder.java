package dev.snn.api.codec;

import dev.snn.api.data.Samples;
import dev.snn.api.neuron.Pass;
import dev.snn.api.tensor.Signal;

/**
 * Turns samples into a signal {@code [T x B x N]}. Random codes draw with the key and ids of the
 * pass. Spiking codes emit {@link dev.snn.api.tensor.Spikes} directly, never a dense tensor first.
 */
public interface Encoder {

  /** Number of time steps T. */
  int steps();

  /** Number of lines N. */
  int outputSize();

  /** Encodes a batch. */
  Signal encode(Samples samples, Pass pass);
}
