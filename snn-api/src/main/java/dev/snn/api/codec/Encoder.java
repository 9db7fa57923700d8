package dev.snn.api.codec;

import dev.snn.api.data.Samples;
import dev.snn.api.neuron.Pass;
import dev.snn.api.tensor.Shape;
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

  /**
   * How the lines lie; its size is {@link #outputSize()}. An encoder that gives each value of an
   * image, or each pixel of a camera, lines of its own passes the image's shape on.
   */
  default Shape outputShape() {
    return Shape.flat(outputSize());
  }

  /** Encodes a batch. */
  Signal encode(Samples samples, Pass pass);
}
