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
 * @param columnAt place of the first event in the last column where it sets the width, else {@link
 *     #NOWHERE}
 * @param rowAt place of the first event in the last row where it sets the height, else nowhere
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

  /** No place in a file. */
  public static final long NOWHERE = Long.MIN_VALUE;

  /** A place in words: a byte, or -1 - k for event k of an array. */
  public static String place(long at) {
    return at >= 0 ? "at byte " + at : "of event " + (-1 - at);
  }

  /** The same recording with a length of its own. */
  public Recording lasting(int durationUs) {
    return new Recording(
        recording.timesUs(), recording.x(), recording.y(), recording.polarity(), durationUs);
  }
}
