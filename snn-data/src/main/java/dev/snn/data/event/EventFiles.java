package dev.snn.data.event;

import dev.snn.api.data.BadDataException;
import dev.snn.data.file.Foreign;
import dev.snn.data.file.Gzip;
import dev.snn.data.file.HashedInput;
import dev.snn.data.file.Source;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
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
          new Aedat4Format(),
          new Evt2Format(),
          new Evt21Format(),
          new Evt3Format(),
          new DatFormat(),
          new NumpyFormat(),
          new Hdf5Format(),
          new NmnistFormat(),
          new TextFormat());

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

  /** Whether a file is taken for a recording, by its name. */
  public static boolean isRecording(Path path) {
    String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
    if (endings().stream().noneMatch(name::endsWith)) {
      return false;
    }
    // Texts beside recordings are often something else.
    return !name.matches(TextFormat.NAMES) || TextFormat.isRecording(path);
  }

  /**
   * A recording and the checksum of the bytes it was read from.
   *
   * @param sha256 SHA-256 of the file as it lies on disk
   */
  public record Hashed(EventFile file, String sha256) {}

  /** Reads a file. */
  public static EventFile read(Path path, EventOptions options) {
    return open(path, (in, size) -> read(path, in, size, options));
  }

  /** Reads a file once, for its events and for its checksum. */
  public static Hashed readHashed(Path path, EventOptions options) {
    return open(
        path,
        (in, size) -> {
          HashedInput hashed = new HashedInput(in);
          EventFile file = read(path, hashed, size, options);
          return new Hashed(file, hashed.sha256());
        });
  }

  private interface Reading<T> {
    T from(InputStream in, long size) throws IOException;
  }

  private static <T> T open(Path path, Reading<T> reading) {
    Source.requireRegular(path);
    try (InputStream in = Files.newInputStream(path)) {
      return reading.from(in, Files.size(path));
    } catch (IOException e) {
      throw new BadDataException(
          path + " cannot be read (" + e.getClass().getSimpleName() + "); check its permissions.");
    }
  }

  private static EventFile read(Path path, InputStream in, long size, EventOptions options) {
    return read(path.toString(), path.getFileName().toString(), in, size, options);
  }

  /**
   * Reads a recording in memory.
   *
   * @param name for error texts
   * @param file name of the file, which tells the format where its bytes do not
   */
  public static EventFile read(String name, String file, byte[] bytes, EventOptions options) {
    return read(name, file, new ByteArrayInputStream(bytes), bytes.length, options);
  }

  private static EventFile read(
      String name, String file, InputStream raw, long size, EventOptions options) {
    String lower = file.toLowerCase(Locale.ROOT);
    boolean packed = lower.endsWith(".gz");
    EventInput in = new EventInput(name, packed ? unpacked(name, raw, size) : raw);
    String head = in.head(HEAD);
    if (head.isEmpty()) {
      throw new BadDataException(name + " is empty (0 bytes); get it again, or remove it.");
    }
    Foreign.refuse(name, head.getBytes(StandardCharsets.ISO_8859_1));
    String bare = packed ? lower.substring(0, lower.length() - 3) : lower;
    EventFormat format =
        FORMATS.stream()
            .filter(f -> f.accepts(bare, head))
            .findFirst()
            .orElseThrow(() -> unknown(name, head));
    EventSink sink = new EventSink(name, options, size);
    format.read(in, sink);
    return sink.file(format.name());
  }

  private static InputStream unpacked(String name, InputStream raw, long size) {
    BufferedInputStream in = new BufferedInputStream(raw);
    try {
      in.mark(512);
      Foreign.refuse(name, in.readNBytes(512));
      in.reset();
      return Gzip.limited(name, new GZIPInputStream(in, 1 << 16), size);
    } catch (IOException e) {
      throw new BadDataException(
          name + " is not gzip data (wrong first bytes); get it again or unpack and rename it.");
    }
  }

  private static BadDataException unknown(String name, String head) {
    String first = head.lines().findFirst().orElse("");
    if (first.startsWith("#!AER-DAT") && first.length() < 20) {
      return new BadDataException(
          "%s is AEDAT %s; only AEDAT 2.0, 3.1 and 4.0 can be read, convert it."
              .formatted(name, first.substring(9)));
    }
    if (head.contains("% evt ") || head.contains("% format EVT")) {
      return new BadDataException(
          name
              + " is a Prophesee RAW file in another encoding than EVT 2.0, 2.1 and 3.0; convert it to DAT.");
    }
    StringBuilder bytes = new StringBuilder();
    for (int k = 0; k < Math.min(8, head.length()); k++) {
      bytes.append(String.format(Locale.ROOT, " %02x", (int) head.charAt(k)));
    }
    return new BadDataException(
        "%s is no recording that can be read: %s; the formats are AEDAT 2.0, 3.1 and 4.0, Prophesee DAT and EVT 2.0, 2.1 and 3.0, N-MNIST (.bs2, .bin), NumPy and HDF5 arrays t, x, y, p, and lines 't x y p'."
            .formatted(name, bytes.length() == 0 ? "it is empty" : "it begins with" + bytes));
  }
}
