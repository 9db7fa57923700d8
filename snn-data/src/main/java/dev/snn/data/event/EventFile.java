package dev.snn.data.event;

import dev.snn.api.data.Recording;

/**
 * A recording as it was read.
 *
 * @param format name of the format
 * @param width columns of the sensor
 * @param height rows of the sensor
 * @param sensor where the size comes from, in words
 * @param recording the events; times since {@code startUs}, the length up to and including the last
 * @param startUs time stamp that counts as time 0, us: 0 for N-MNIST, whose recordings have a start
 *     of their own, else that of the first event
 * @param backwards number of events that came after a later one in the file
 * @param columnAt byte of the first event in the last column where it sets the width, else -1
 * @param rowAt byte of the first event in the last row where it sets the height, else -1
 */
public record EventFile(
    String format,
    int width,
    int height,
    String sensor,
    Recording recording,
    long startUs,
    int backwards,
    long columnAt,
    long rowAt) {

  /** The same recording with a length of its own. */
  public Recording lasting(int durationUs) {
    return new Recording(
        recording.timesUs(), recording.x(), recording.y(), recording.polarity(), durationUs);
  }
}
