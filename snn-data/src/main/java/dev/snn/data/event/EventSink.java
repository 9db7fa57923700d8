package dev.snn.data.event;

import dev.snn.api.data.BadDataException;
import dev.snn.api.data.Recording;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Takes events one by one, checks them and keeps them. */
final class EventSink {
  private static final int MOST = Integer.MAX_VALUE - 8;
  private static final long LONGEST_US = Integer.MAX_VALUE;
  private static final long ALWAYS_CREDIBLE = 4_000_000;
  private static final long EVENTS_PER_BYTE = 8;

  private final String name;
  private final EventOptions options;
  private final int most;
  private final long credible;
  private int width;
  private int height;
  private String sensor;
  private boolean startsAtZero;
  private long[] times = new long[256];
  private short[] x = new short[256];
  private short[] y = new short[256];
  private byte[] polarity = new byte[256];
  private int events;
  private int backwards;
  private int lastColumn = -1;
  private int lastRow = -1;
  private long columnAt = EventFile.NOWHERE;
  private long rowAt = EventFile.NOWHERE;

  /**
   * @param name of the file, for error texts
   * @param size of the file as it lies on disk, in bytes
   */
  EventSink(String name, EventOptions options, long size) {
    this.name = name;
    credible = ALWAYS_CREDIBLE + EVENTS_PER_BYTE * size;
    this.options = options;
    most = options.events() == 0 ? MOST : options.events();
    width = options.width();
    height = options.height();
    sensor = width > 0 ? "as given" : "up to the largest address";
  }

  /** The size that the file, or its format, says; one the user gives goes before. */
  void sensor(int columns, int rows, String origin) {
    if (options.width() == 0) {
      width = columns;
      height = rows;
      sensor = origin;
    }
  }

  /** Events that a file of this size can hold. */
  long credible() {
    return credible;
  }

  /** Rows of the sensor; 0 where they are not known. */
  int height() {
    return height;
  }

  /** Time stamps count from the recording's own start. */
  void startsAtZero() {
    startsAtZero = true;
  }

  /**
   * Adds an event.
   *
   * @param at byte of the file, or -1 - k for event k of an array, for error texts
   * @return false where no more are wanted
   */
  boolean add(long at, long timeUs, int column, int row, int sign) {
    if (width > 0 && (column >= width || row >= height)) {
      throw new BadDataException(
          "%s is damaged: pixel (%d, %d) %s lies outside the %d x %d sensor (%s); get it again."
              .formatted(name, column, row, EventFile.place(at), width, height, sensor));
    }
    if (column < 0 || row < 0 || column > Short.MAX_VALUE || row > Short.MAX_VALUE) {
      throw new BadDataException(
          "%s is damaged: pixel (%d, %d) %s is none of a sensor; get it again."
              .formatted(name, column, row, EventFile.place(at)));
    }
    boolean ordered = options.order() == TimeOrder.ERROR;
    boolean back = events > 0 && timeUs < times[events - 1];
    if (ordered && back) {
      throw new BadDataException(
          "%s is damaged: time %d us %s lies before the event preceding it (%d us); get it again (data set 'events' can sort them: time_order: sort)."
              .formatted(name, timeUs, EventFile.place(at), times[events - 1]));
    }
    long since = timeUs - (startsAtZero ? 0 : events == 0 ? timeUs : times[0]);
    if (ordered && options.durationUs() > 0 && since >= options.durationUs()) {
      return false;
    }
    if (events >= credible) {
      throw new BadDataException(
          "%s unpacks to more than %d events, more than recordings pack to a file of its size; get it again, or unpack it."
              .formatted(name, credible));
    }
    if (events == times.length) {
      grow();
    }
    if (column > lastColumn) {
      lastColumn = column;
      columnAt = at;
    }
    if (row > lastRow) {
      lastRow = row;
      rowAt = at;
    }
    times[events] = timeUs;
    x[events] = (short) column;
    y[events] = (short) row;
    polarity[events] = (byte) sign;
    events++;
    backwards += back ? 1 : 0;
    return events < most;
  }

  private void grow() {
    int length = (int) Math.min(MOST, 2L * times.length);
    times = Arrays.copyOf(times, length);
    x = Arrays.copyOf(x, length);
    y = Arrays.copyOf(y, length);
    polarity = Arrays.copyOf(polarity, length);
  }

  /** What was added. */
  EventFile file(String format) {
    int[] order = order();
    long start = startsAtZero || events == 0 ? 0 : times[order == null ? 0 : order[0]];
    int kept = kept(order, start);
    int[] since = new int[kept];
    short[] columns = Arrays.copyOf(x, kept);
    short[] rows = Arrays.copyOf(y, kept);
    byte[] signs = Arrays.copyOf(polarity, kept);
    for (int k = 0; k < kept; k++) {
      int e = order == null ? k : order[k];
      if (times[e] - start >= LONGEST_US) {
        throw new BadDataException(
            "%s lasts longer than %d s, the most a recording may last; cut it with duration_ms."
                .formatted(name, LONGEST_US / 1_000_000));
      }
      since[k] = (int) (times[e] - start);
      columns[k] = x[e];
      rows[k] = y[e];
      signs[k] = polarity[e];
    }
    int duration = kept == 0 ? 0 : since[kept - 1] + 1;
    int columnsSeen = width > 0 ? width : 1 + most(columns);
    int rowsSeen = width > 0 ? height : 1 + most(rows);
    Recording recording = new Recording(since, columns, rows, signs, duration);
    return new EventFile(
        format,
        columnsSeen,
        rowsSeen,
        sensor,
        recording,
        start,
        backwards,
        width == 0 && lastColumn == columnsSeen - 1 ? columnAt : EventFile.NOWHERE,
        width == 0 && lastRow == rowsSeen - 1 ? rowAt : EventFile.NOWHERE);
  }

  /** Events in the order of their times; null where they are. */
  private int[] order() {
    if (backwards == 0) {
      return null;
    }
    // Stable, as sorting of objects is.
    return IntStream.range(0, events)
        .boxed()
        .sorted((a, b) -> Long.compare(times[a], times[b]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private int kept(int[] order, long start) {
    int kept = events;
    while (options.durationUs() > 0
        && kept > 0
        && times[order == null ? kept - 1 : order[kept - 1]] - start >= options.durationUs()) {
      kept--;
    }
    return kept;
  }

  private static int most(short[] values) {
    int most = 0;
    for (short value : values) {
      most = Math.max(most, value);
    }
    return most;
  }
}
