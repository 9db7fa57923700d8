package dev.snn.data.event;

/**
 * A counter of so many bits that runs over, taken back to a time that goes on. A step back by more
 * than half of what it counts is an overflow; an event of before the overflow that comes late keeps
 * its own time.
 */
final class Clock {
  private final long range;
  private long added;
  private long last;
  private boolean started;

  /**
   * @param bits of the counter, 1 .. 62
   */
  Clock(int bits) {
    range = 1L << bits;
  }

  /** The time of the next value of the counter, in its unit since its first zero. */
  long time(long counter) {
    long time = counter + added;
    if (started && time < last - range / 2) {
      added += range;
      time += range;
    } else if (added > 0 && time > last + range / 2) {
      time -= range;
    }
    started = true;
    last = time;
    return time;
  }

  /** How often it has run over so far. */
  long overflows() {
    return added / range;
  }
}
