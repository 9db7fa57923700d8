package dev.snn.data.event;

import dev.snn.api.data.BadDataException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/**
 * Events as text: a line {@code t x y p} each, separated by blanks, tabulators, commas or
 * semicolons; lines with {@code #} are comments. A first line of names may give another order, one
 * of two whole numbers is the sensor's width and height. Times with a decimal point or an exponent
 * in the first line of an event are in s, others in us; p is 0 or 1, or -1 or 1.
 */
final class TextFormat implements EventFormat {
  /** Names of files that may be recordings. */
  static final String NAMES = ".*\\.(txt|csv)(\\.gz)?";

  private static final int HEAD = 1 << 12;
  private static final String SEPARATOR = "[ \\t]*[,;][ \\t]*|[ \\t]+";
  private static final String NUMBER = "[+-]?[0-9]{1,18}(\\.[0-9]{0,18})?([eE][+-]?[0-9]{1,3})?";

  @Override
  public String name() {
    return "text events";
  }

  @Override
  public String[] endings() {
    return new String[] {".txt", ".csv"};
  }

  @Override
  public boolean accepts(String file, String head) {
    if (!file.matches(NAMES)) {
      return false;
    }
    // The last line of the head may be cut.
    List<String> lines =
        head.lines().map(String::strip).filter(TextFormat::counts).limit(3).toList();
    for (String line : lines) {
      String[] fields = line.split(SEPARATOR);
      if (fields.length == 4 && numbers(fields)) {
        return true;
      }
      if (order(fields) == null && !(fields.length == 2 && numbers(fields))) {
        return false;
      }
    }
    return lines.stream().anyMatch(line -> order(line.split(SEPARATOR)) != null);
  }

  /** Whether a file has lines of events. */
  static boolean isRecording(Path path) {
    String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
    try (InputStream raw = Files.newInputStream(path)) {
      InputStream in = name.endsWith(".gz") ? new GZIPInputStream(raw) : raw;
      String head = new String(in.readNBytes(HEAD), StandardCharsets.ISO_8859_1);
      return new TextFormat().accepts(name, head);
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean counts(String line) {
    return !line.isEmpty() && !line.startsWith("#");
  }

  private static boolean numbers(String[] fields) {
    return Arrays.stream(fields).allMatch(field -> field.matches(NUMBER));
  }

  /** Where t, x, y and p stand in a line of names; null where it is none. */
  private static int[] order(String[] fields) {
    int[] order = new int[4];
    List<String> names = new ArrayList<>();
    for (String field : fields) {
      names.add(
          field
              .toLowerCase(Locale.ROOT)
              .replace("\"", "")
              .replaceFirst("^\\u00ef\\u00bb\\u00bf", ""));
    }
    for (int c = 0; c < 4; c++) {
      int found = -1;
      for (String name : EventColumns.NAMES.get(c)) {
        found = found < 0 ? names.indexOf(name) : found;
      }
      if (found < 0) {
        return null;
      }
      order[c] = found;
    }
    return order;
  }

  @Override
  public void read(EventInput in, EventSink sink) {
    int[] order = {0, 1, 2, 3};
    int width = 4;
    boolean first = true;
    boolean seconds = false;
    while (!in.ended()) {
      long at = in.position();
      String line = in.lastLine().strip();
      String[] fields = line.split(SEPARATOR);
      int[] named = first && counts(line) ? order(fields) : null;
      if (named != null) {
        order = named;
        width = fields.length;
      } else if (first && fields.length == 2 && numbers(fields)) {
        sink.sensor(size(in, at, fields[0]), size(in, at, fields[1]), "as its first line says");
      } else if (counts(line)) {
        if (fields.length != width || !numbers(fields)) {
          throw bad(in, at, line);
        }
        seconds = first ? fields[order[0]].matches(".*[.eE].*") : seconds;
        first = false;
        if (!add(in, sink, at, fields, order, seconds)) {
          return;
        }
      }
    }
  }

  private static boolean add(
      EventInput in, EventSink sink, long at, String[] fields, int[] order, boolean seconds) {
    double time = Double.parseDouble(fields[order[0]]) * (seconds ? 1e6 : 1);
    double x = Double.parseDouble(fields[order[1]]);
    double y = Double.parseDouble(fields[order[2]]);
    double p = Double.parseDouble(fields[order[3]]);
    boolean right =
        Math.abs(time) < 1L << 53
            && (seconds || time == Math.rint(time))
            && x >= 0
            && x <= Short.MAX_VALUE
            && x == Math.rint(x)
            && y >= 0
            && y <= Short.MAX_VALUE
            && y == Math.rint(y)
            && (p == 0 || p == 1 || p == -1);
    if (!right) {
      throw bad(in, at, String.join(" ", fields));
    }
    return sink.add(at, Math.round(time), (int) x, (int) y, p == 1 ? 1 : 0);
  }

  private static int size(EventInput in, long at, String field) {
    if (!field.matches("[0-9]{1,5}") || Integer.parseInt(field) < 1) {
      throw bad(in, at, field);
    }
    return Integer.parseInt(field);
  }

  private static BadDataException bad(EventInput in, long at, String line) {
    String shown = line.length() > 60 ? line.substring(0, 60) + " ..." : line;
    return in.bad(
        "is damaged: '%s' at byte %d is no event t x y p; mend it or get it again."
            .formatted(shown.replaceAll("[^ -~]", "?"), at));
  }
}
