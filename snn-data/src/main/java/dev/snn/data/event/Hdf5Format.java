package dev.snn.data.event;

import dev.snn.data.format.Hdf5;
import java.util.List;

/**
 * Events in HDF5 files: data sets t, x, y and p of equal length in a group {@code events} (as DSEC
 * and others have them) or at the root. Times of whole numbers are in us, of floats in s; a number
 * {@code t_offset} is not added, as time counts from the first event.
 */
final class Hdf5Format implements EventFormat {
  @Override
  public String name() {
    return "HDF5 events";
  }

  @Override
  public String[] endings() {
    return new String[] {".h5", ".hdf5"};
  }

  @Override
  public boolean accepts(String file, String head) {
    return head.startsWith("\u0089HDF\r\n\u001a\n");
  }

  @Override
  public void read(EventInput in, EventSink sink) {
    try (Hdf5 file = Hdf5.of(in.name(), in.rest())) {
      String group = file.has("events") ? "events/" : "";
      Hdf5.Column[] columns = new Hdf5.Column[4];
      for (int c = 0; c < 4; c++) {
        List<String> names = EventColumns.NAMES.get(c);
        String name =
            names.stream()
                .map(n -> group + n)
                .filter(file::has)
                .findFirst()
                .orElseThrow(
                    () ->
                        in.bad(
                            "has no data set '%s%s'; events are t, x, y and p in a group events."
                                .formatted(group, names.get(0))));
        columns[c] = file.column(name, sink.credible() / 2);
        if (columns[c].length() != columns[0].length()) {
          throw in.bad(
              "has %d times and %d values of '%s'; those of events are equally many."
                  .formatted(columns[0].length(), columns[c].length(), name));
        }
      }
      new EventColumns(
              columns[0].length(),
              columns[0].floats(),
              columns[0].values(),
              columns[1].values(),
              columns[2].values(),
              columns[3].values(),
              "(counted from 0)")
          .feed(in, sink);
    }
  }
}
