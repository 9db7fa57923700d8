package dev.snn.data.set;

import dev.snn.api.data.FileInspector;
import dev.snn.api.data.Recording;
import dev.snn.data.event.EventFile;
import dev.snn.data.event.EventFiles;
import dev.snn.data.event.EventOptions;
import dev.snn.data.event.TimeOrder;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Tells what files of recordings hold: those of event cameras, and the Heidelberg data sets. */
public final class RecordingInspector implements FileInspector {

  @Override
  public Map<String, String> inspect(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    boolean hdf5 = name.matches(".*\\.h(df)?5(\\.gz)?");
    return hdf5 && CochleaFile.is(file) ? CochleaFacts.of(file) : events(file);
  }

  private static Map<String, String> events(Path path) {
    EventOptions sorted = new EventOptions(0, 0, 0, 0, TimeOrder.SORT);
    EventFile file = EventFiles.read(path, sorted);
    Recording r = file.recording();
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("file", path.toString());
    facts.put("format", file.format());
    facts.put(
        "sensor",
        "%d x %d, %s%s".formatted(file.width(), file.height(), file.sensor(), places(file)));
    facts.put("events", count(r.events()));
    if (r.events() > 0) {
      int on = 0;
      for (byte polarity : r.polarity()) {
        on += polarity;
      }
      int last = r.timesUs()[r.events() - 1];
      facts.put("of polarity 1", count(on));
      facts.put("first", count(file.startUs() + r.timesUs()[0]) + " us");
      facts.put("last", count(file.startUs() + last) + " us");
      double seconds = (last - r.timesUs()[0]) / 1e6;
      facts.put("duration", text("%.6f s", seconds));
      facts.put("rate", seconds > 0 ? text("%,.0f events/s", r.events() / seconds) : "-");
      facts.put(
          "order of time",
          file.backwards() == 0
              ? "ascending"
              : "events before their predecessor: "
                  + count(file.backwards())
                  + "; read with time_order: sort");
    }
    return facts;
  }

  /** Where the events are that set the size of the sensor. */
  private static String places(EventFile file) {
    return file.columnAt() == EventFile.NOWHERE || file.rowAt() == EventFile.NOWHERE
        ? ""
        : " (column %d %s, row %d %s)"
            .formatted(
                file.width() - 1,
                EventFile.place(file.columnAt()),
                file.height() - 1,
                EventFile.place(file.rowAt()));
  }

  static String count(long n) {
    return text("%,d", n);
  }

  static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
