package dev.snn.api.codec;

import dev.snn.api.data.Dataset;
import dev.snn.api.data.Samples;
import dev.snn.api.learning.SavedState;
import dev.snn.api.neuron.Pass;
import dev.snn.api.tensor.Shape;
import dev.snn.api.tensor.Signal;

/**
 * Turns samples into a signal {@code [T x B x N]}. Random codes draw with the key and ids of the
 * pass. Spiking codes emit {@link dev.snn.api.tensor.Spikes} directly, never a dense tensor first.
 *
 * <p>A code that has to know the data, such as the range of each feature, finds it in {@link #fit}
 * and uses it in the encoder that {@link #fitted} returns; the encoder itself never changes. Every
 * other code leaves both methods as they are.
 */
public interface Encoder {

  /** Number of time steps T; known before {@link #fit} and the same afterwards. */
  int steps();

  /** Number of lines N; known before {@link #fit} and the same afterwards. */
  int outputSize();

  /**
   * How the lines lie; its size is {@link #outputSize()}. An encoder that gives each value of an
   * image, or each pixel of a camera, lines of its own passes the image's shape on.
   */
  default Shape outputShape() {
    return Shape.flat(outputSize());
  }

  /**
   * Looks at the training split, once in a run and before anything is encoded. No validation or
   * test example is ever shown to it. The values stand in the run's record and in its checkpoints.
   *
   * @return values by name; empty for a code that needs none
   * @throws IllegalArgumentException where these examples do not tell, as where there are none
   */
  default SavedState fit(Dataset.Split train) {
    return new SavedState();
  }

  /**
   * This encoder with values that {@link #fit} has found, now or in the training of a saved
   * network. Not called where {@link #fit} returns none.
   *
   * @throws dev.snn.api.data.BadDataException where they are not those of such an encoder
   */
  default Encoder fitted(SavedState values) {
    return this;
  }

  /**
   * Encodes a batch. Examples outside the range of those in {@link #fit} are no error.
   *
   * @throws IllegalStateException where the encoder needs {@link #fitted} values and has none
   */
  Signal encode(Samples samples, Pass pass);
}
