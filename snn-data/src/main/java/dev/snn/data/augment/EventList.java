package dev.snn.data.augment;

import dev.snn.api.data.Recording;
import java.util.Arrays;

/** Events of a recording that is being made of another one; at most as many. */
final class EventList {
  private final int duration;
  private final int[] times;
  private final short[] x;
  private final short[] y;
  private final byte[] polarity;
  private int size;

  EventList(Recording of) {
    this.duration = of.durationUs();
    this.times = new int[of.events()];
    this.x = new short[of.events()];
    this.y = new short[of.events()];
    this.polarity = new byte[of.events()];
  }

  void add(int time, int column, int row, byte sign) {
    times[size] = time;
    x[size] = (short) column;
    y[size] = (short) row;
    polarity[size] = sign;
    size++;
  }

  /** In ascending order of time; events of one time keep their order. */
  Recording recording() {
    long[] order = new long[size];
    boolean ascending = true;
    for (int e = 0; e < size; e++) {
      order[e] = (long) times[e] << Integer.SIZE | e;
      ascending &= e == 0 || times[e - 1] <= times[e];
    }
    if (ascending) {
      return new Recording(
          Arrays.copyOf(times, size),
          Arrays.copyOf(x, size),
          Arrays.copyOf(y, size),
          Arrays.copyOf(polarity, size),
          duration);
    }
    Arrays.sort(order);
    EventList sorted = new EventList(new Recording(times, x, y, polarity, duration));
    for (long place : order) {
      int e = (int) place;
      sorted.add(times[e], x[e], y[e], polarity[e]);
    }
    return sorted.recording();
  }
}
