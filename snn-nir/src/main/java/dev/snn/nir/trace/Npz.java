package dev.snn.nir.trace;

import dev.snn.api.plugin.UserError;
import dev.snn.engine.error.Shown;
import dev.snn.nir.graph.Heap;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * NumPy archives of arrays whose first axis is time; further axes are read as lines, last fastest.
 */
public final class Npz {
  private static final String SUFFIX = ".npy";
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int HEADER = 128;

  /** Values of an array. */
  private static final long MOST = 1L << 26;

  /** Bytes that a row takes on its own. */
  private static final long ROW = 32;

  private static final Pattern FORMAT =
      Pattern.compile(
          "\\{'descr': '([<|=])(f(?=[48])|b(?=1)|[iu])([1248])', 'fortran_order': False, 'shape': \\(([\\d, ]*)\\), \\}\\s*");

  /** As far back as an archive can date; the true time would make equal files differ. */
  private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  private Npz() {}

  /** The arrays of a file, {@code [T][N]}. */
  public static Map<String, double[][]> read(Path path) {
    return read(path, Heap.half());
  }

  /**
   * The arrays of a file.
   *
   * @param room bytes that all of them may take
   */
  static Map<String, double[][]> read(Path path, long room) {
    double held = 0;
    Map<String, double[][]> arrays = new LinkedHashMap<>();
    try (InputStream in = new BufferedInputStream(Files.newInputStream(path));
        ZipInputStream zip = new ZipInputStream(in)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        String name = entry.getName();
        if (!name.endsWith(SUFFIX)) {
          throw bad(path, "'%s' is no array.".formatted(Shown.word(name)));
        }
        String key = name.substring(0, name.length() - SUFFIX.length());
        double[][] array = array(path, key, zip, held, room);
        held += bytes(array.length, (double) array.length * array[0].length);
        if (arrays.put(key, array) != null) {
          throw bad(path, "'%s' stands there twice.".formatted(Shown.word(key)));
        }
      }
    } catch (IOException e) {
      throw bad(path, "is damaged.");
    } catch (IllegalArgumentException e) {
      // What reading an archive says of names that are no UTF-8.
      throw bad(path, "has an entry whose name is no UTF-8; write it again.");
    }
    if (arrays.isEmpty()) {
      throw bad(path, "is no archive of NumPy arrays.");
    }
    return arrays;
  }

  private static UserError bad(Path path, String what) {
    return new UserError(path + ": " + what);
  }

  /** Bytes of an array that is kept. */
  private static double bytes(long steps, double values) {
    return Double.BYTES * values + ROW * steps;
  }

  private static double[][] array(Path path, String key, InputStream in, double held, long room)
      throws IOException {
    ByteBuffer head = ByteBuffer.wrap(in.readNBytes(10)).order(ByteOrder.LITTLE_ENDIAN);
    boolean known =
        head.limit() == 10
            && head.slice(0, MAGIC.length).equals(ByteBuffer.wrap(MAGIC))
            && head.get(6) == 1;
    String text =
        known
            ? new String(in.readNBytes(head.getShort(8) & 0xffff), StandardCharsets.US_ASCII)
            : "";
    Matcher format = FORMAT.matcher(text);
    if (!format.matches()) {
      throw bad(
          path,
          "'%s' is no array that is read: float32, float64, whole numbers or booleans, little endian, in C order, format 1."
              .formatted(Shown.word(key)));
    }
    long[] axes = axes(format.group(4));
    long steps = axes.length == 0 ? 0 : axes[0];
    long values = 1;
    for (long axis : axes) {
      values = values > MOST ? values : values * axis;
    }
    if (steps < 1 || values < 1 || values > MOST) {
      throw bad(
          path,
          "'%s' has the shape (%s); it needs an axis of time in front, and at most %d values."
              .formatted(Shown.word(key), format.group(4), MOST));
    }
    // The bytes of the one that is read are there twice while they grow.
    Heap.require(
        path.toString(),
        "reading '%s' (%s)".formatted(Shown.word(key), format.group(4)),
        held + bytes(steps, values) + 2.0 * Double.BYTES * values,
        room);
    int width = Integer.parseInt(format.group(3));
    byte[] bytes = in.readNBytes((int) (values * width));
    if (bytes.length < values * width) {
      throw bad(path, "'%s' is cut off.".formatted(Shown.word(key)));
    }
    ByteBuffer data = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    double[][] rows = new double[(int) steps][(int) (values / steps)];
    for (double[] row : rows) {
      for (int n = 0; n < row.length; n++) {
        row[n] = value(data, format.group(2), width);
        if (!Double.isFinite(row[n])) {
          throw bad(path, "'%s' holds %s; it must be finite.".formatted(Shown.word(key), row[n]));
        }
      }
    }
    return rows;
  }

  private static long[] axes(String text) {
    String[] words = text.replace(" ", "").split(",");
    long[] axes = new long[text.isBlank() ? 0 : words.length];
    for (int k = 0; k < axes.length; k++) {
      axes[k] = words[k].length() > 9 ? Long.MAX_VALUE >> 31 : Long.parseLong(words[k]);
    }
    return axes;
  }

  private static double value(ByteBuffer data, String kind, int width) {
    if (kind.equals("f")) {
      return width == 4 ? data.getFloat() : data.getDouble();
    }
    boolean signed = kind.equals("i");
    return switch (width) {
      case 1 -> signed ? data.get() : data.get() & 0xff;
      case 2 -> signed ? data.getShort() : data.getShort() & 0xffff;
      case 4 -> signed ? data.getInt() : data.getInt() & 0xffffffffL;
      default -> signed ? data.getLong() : unsigned(data.getLong());
    };
  }

  private static double unsigned(long bits) {
    return bits >= 0 ? bits : 2.0 * (bits >>> 1);
  }

  /** An archive of float32 arrays; equal arrays give equal bytes. */
  public static byte[] write(Map<String, double[][]> arrays) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, double[][]> entry : arrays.entrySet()) {
        ZipEntry file = new ZipEntry(entry.getKey() + SUFFIX);
        file.setTimeLocal(NO_TIME);
        zip.putNextEntry(file);
        zip.write(array(entry.getValue()));
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new IllegalStateException("memory is never full of a file system", e);
    }
    return bytes.toByteArray();
  }

  private static byte[] array(double[][] rows) {
    int columns = rows[0].length;
    String header =
        "{'descr': '<f4', 'fortran_order': False, 'shape': (%d, %d), }"
            .formatted(rows.length, columns);
    ByteBuffer bytes =
        ByteBuffer.allocate(HEADER + 4 * rows.length * columns).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put(MAGIC).put((byte) 1).put((byte) 0).putShort((short) (HEADER - 10));
    bytes.put(header.getBytes(StandardCharsets.US_ASCII));
    while (bytes.position() < HEADER - 1) {
      bytes.put((byte) ' ');
    }
    bytes.put((byte) '\n');
    for (double[] row : rows) {
      for (double value : row) {
        bytes.putFloat((float) value);
      }
    }
    return bytes.array();
  }
}
