package dev.snn.data.event;

import dev.snn.api.plugin.Check;

/**
 * How a recording is read.
 *
 * @param width columns of the sensor; 0: as the file says, or up to the largest column with an
 *     event
 * @param height rows of the sensor; 0: as the file says, or up to the largest row with an event
 * @param durationUs events this long after the start, or later, are left out, in us; 0: none are
 * @param events most events that are read; 0: as many as an array holds
 * @param order what is done about time stamps that go backwards
 */
public record EventOptions(int width, int height, long durationUs, int events, TimeOrder order) {

  /** The file's own size and length; time stamps that go backwards are an error. */
  public static final EventOptions DEFAULT = new EventOptions(0, 0, 0, 0, TimeOrder.ERROR);

  /** Checks the values. */
  public EventOptions {
    Check.between("width", width, 0, Short.MAX_VALUE + 1);
    Check.between("height", height, 0, Short.MAX_VALUE + 1);
    if ((width == 0) != (height == 0)) {
      throw new IllegalArgumentException("give width and height of the sensor, or neither");
    }
    Check.atLeast("events", events, 0);
    if (durationUs < 0) {
      throw new IllegalArgumentException("durationUs must not be negative, got " + durationUs);
    }
  }
}
