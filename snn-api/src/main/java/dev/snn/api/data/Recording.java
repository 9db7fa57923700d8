package dev.snn.api.data;

/**
 * Events of an event camera or cochlea, in ascending order of time.
 *
 * @param timesUs microseconds since the start
 * @param x column (or channel) of each event
 * @param y row of each event
 * @param polarity 0 or 1
 * @param durationUs length of the recording
 */
public record Recording(int[] timesUs, short[] x, short[] y, byte[] polarity, int durationUs) {

  /** Number of events. */
  public int events() {
    return timesUs.length;
  }
}
