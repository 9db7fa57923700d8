package dev.snn.api.data;

import dev.snn.api.codec.Encoder;

/**
 * Changes an example while a network is trained on it, so that the network does not see the same
 * one in every epoch. Evaluations never see anything but the originals.
 *
 * <p>A part changes values, recordings or both; its plug-in refuses a data set whose examples it
 * cannot change. What is drawn comes from the key alone, which is of the run's seed, the epoch, the
 * example and the part's place among others ({@link AugmentedSplit}), so that an example is changed
 * in the same way whatever the batch, the thread or the interruption. What is given stays as it is.
 */
public interface Augmentation {

  /**
   * A changed copy of an example's values {@code [F]}, of the same length; they lie as {@link
   * DatasetInfo#shape()} says.
   *
   * @param key of all draws; {@link dev.snn.api.random.Draws}
   */
  default float[] values(float[] values, long key) {
    throw new IllegalStateException("this augmentation changes event recordings only");
  }

  /**
   * Looks at the encoder of the run, before training.
   *
   * @throws IllegalArgumentException where the encoder cannot see what this augmentation changes
   */
  default void check(Encoder encoder) {}

  /** A changed copy of a recording: events on the sensor, in ascending order of time. */
  default Recording recording(Recording recording, long key) {
    throw new IllegalStateException("this augmentation changes value vectors only");
  }
}
