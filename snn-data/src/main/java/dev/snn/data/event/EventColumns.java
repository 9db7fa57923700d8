package dev.snn.data.event;

import dev.snn.api.data.BadDataException;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/**
 * Events as columns of numbers: times in us where they are whole numbers by their type, in s where
 * they are floats, x, y and a polarity of 0 or 1, or -1 or 1.
 *
 * @param events how many
 * @param seconds whether times are in s
 * @param place what is said of an event's place in error texts, with its number
 */
record EventColumns(
    int events,
    boolean seconds,
    IntToDoubleFunction t,
    IntToDoubleFunction x,
    IntToDoubleFunction y,
    IntToDoubleFunction p,
    String place) {
  private static final double LONGEST = 1L << 53;

  /** Names that a column may have, by what it is. */
  static final List<List<String>> NAMES =
      List.of(
          List.of("t", "ts", "time", "times", "timestamp", "timestamps"),
          List.of("x", "xs"),
          List.of("y", "ys"),
          List.of("p", "ps", "pol", "polarity", "polarities", "on"));

  /** Hands the events to the sink. */
  void feed(EventInput in, EventSink sink) {
    if (events > sink.credible()) {
      throw in.bad("is damaged: it promises %d events; get it again.".formatted(events));
    }
    for (int k = 0; k < events; k++) {
      double time = t.applyAsDouble(k) * (seconds ? 1e6 : 1);
      double sign = p.applyAsDouble(k);
      double column = x.applyAsDouble(k);
      double row = y.applyAsDouble(k);
      if (!(Math.abs(time) < LONGEST)
          || sign != 0 && sign != 1 && sign != -1
          || !whole(column)
          || !whole(row)) {
        throw bad(in, k);
      }
      if (!sink.add(-1L - k, Math.round(time), (int) column, (int) row, sign == 1 ? 1 : 0)) {
        return;
      }
    }
  }

  private static boolean whole(double value) {
    return value >= 0 && value <= Short.MAX_VALUE && value == Math.rint(value);
  }

  private BadDataException bad(EventInput in, int k) {
    return in.bad(
        "is damaged: event %d %s is t %s, x %s, y %s, p %s; get it again."
            .formatted(
                k,
                place,
                t.applyAsDouble(k),
                x.applyAsDouble(k),
                y.applyAsDouble(k),
                p.applyAsDouble(k)));
  }
}
