package dev.snn.data.event;

import dev.snn.api.data.BadDataException;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** Reads recordings of any format there is; a file may be packed with gzip. */
public final class EventFiles {
  private static final List<EventFormat> FORMATS =
      List.of(
          new Aedat2Format(),
          new Aedat3Format(),
          new Evt2Format(),
          new DatFormat(),
          new NmnistFormat());

  /** How much of a file tells its format. */
  private static final int HEAD = 1 << 12;

  private EventFiles() {}

  /** Endings that file names of recordings have, with the dot, in lower case. */
  public static List<String> endings() {
    return FORMATS.stream()
        .flatMap(format -> Stream.of(format.endings()))
        .distinct()
        .flatMap(ending -> Stream.of(ending, ending + ".gz"))
        .toList();
  }

  /** Reads a file. */
  public static EventFile read(Path path, EventOptions options) {
    try (InputStream in = Files.newInputStream(path)) {
      return read(path.toString(), path.getFileName().toString(), in, options);
    } catch (IOException e) {
      throw new BadDataException(
          path + " cannot be read (" + e.getClass().getSimpleName() + "); check its permissions.");
    }
  }

  /**
   * Reads a recording in memory.
   *
   * @param name for error texts
   * @param file name of the file, which tells the format where its bytes do not
   */
  public static EventFile read(String name, String file, byte[] bytes, EventOptions options) {
    return read(name, file, new ByteArrayInputStream(bytes), options);
  }

  private static EventFile read(String name, String file, InputStream raw, EventOptions options) {
    String lower = file.toLowerCase(Locale.ROOT);
    boolean packed = lower.endsWith(".gz");
    EventInput in = new EventInput(name, packed ? unpacked(name, raw) : raw);
    String head = in.head(HEAD);
    String bare = packed ? lower.substring(0, lower.length() - 3) : lower;
    EventFormat format =
        FORMATS.stream()
            .filter(f -> f.accepts(bare, head))
            .findFirst()
            .orElseThrow(() -> unknown(name, head));
    EventSink sink = new EventSink(name, options);
    format.read(in, sink);
    return sink.file(format.name());
  }

  private static InputStream unpacked(String name, InputStream raw) {
    try {
      return new GZIPInputStream(new BufferedInputStream(raw), 1 << 16);
    } catch (IOException e) {
      throw new BadDataException(
          name + " is not gzip data (wrong first bytes); get it again or unpack and rename it.");
    }
  }

  private static BadDataException unknown(String name, String head) {
    String first = head.lines().findFirst().orElse("");
    if (first.startsWith("#!AER-DAT") && first.length() < 20) {
      return new BadDataException(
          "%s is AEDAT %s; only AEDAT 2.0 and 3.1 can be read, convert it."
              .formatted(name, first.substring(9)));
    }
    if (head.contains("% evt 3") || head.contains("% evt 2.1") || head.contains("% format EVT")) {
      return new BadDataException(
          name + " is a Prophesee RAW file in another encoding than EVT 2.0; convert it to DAT.");
    }
    StringBuilder bytes = new StringBuilder();
    for (int k = 0; k < Math.min(8, head.length()); k++) {
      bytes.append(String.format(Locale.ROOT, " %02x", (int) head.charAt(k)));
    }
    return new BadDataException(
        "%s is no recording that can be read: %s; the formats are AEDAT 2.0 and 3.1, Prophesee DAT and EVT 2.0, and N-MNIST (.bs2, .bin)."
            .formatted(name, bytes.length() == 0 ? "it is empty" : "it begins with" + bytes));
  }
}
