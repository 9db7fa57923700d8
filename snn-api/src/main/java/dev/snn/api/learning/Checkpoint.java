package dev.snn.api.learning;

import dev.snn.api.data.BadDataException;
import dev.snn.api.layer.Parameter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Parameters in a file: a NumPy archive ({@code .npz}) with an array {@code rows x columns} of
 * float32 for each parameter, under its full name. Equal parameters give equal bytes.
 */
public final class Checkpoint {
  private static final String SUFFIX = ".npy";

  /** 16 MB. */
  private static final long ROOM = 16L << 20;

  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
  private static final int HEADER = 128;
  private static final Pattern FORMAT =
      Pattern.compile(
          "\\{'descr': '<f4', 'fortran_order': False, 'shape': \\((\\d{1,9}), (\\d{1,9})\\), \\}\\s*");

  /** As far back as an archive can date; the true time would make equal files differ. */
  private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  private Checkpoint() {}

  /** Writes parameters, in their order. */
  public static void write(OutputStream out, List<Parameter> parameters) throws IOException {
    ZipOutputStream zip = new ZipOutputStream(out);
    for (Parameter p : parameters) {
      ZipEntry entry = new ZipEntry(p.name() + SUFFIX);
      entry.setTimeLocal(NO_TIME);
      zip.putNextEntry(entry);
      zip.write(array(p.value()));
      zip.closeEntry();
    }
    zip.finish();
  }

  private static byte[] array(float[][] rows) {
    int columns = rows.length == 0 ? 0 : rows[0].length;
    String header =
        "{'descr': '<f4', 'fortran_order': False, 'shape': (%d, %d), }"
            .formatted(rows.length, columns);
    ByteBuffer bytes =
        ByteBuffer.allocate(HEADER + 4 * rows.length * columns).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put(MAGIC).putShort((short) (HEADER - MAGIC.length - 2));
    bytes.put(header.getBytes(StandardCharsets.US_ASCII));
    while (bytes.position() < HEADER - 1) {
      bytes.put((byte) ' ');
    }
    bytes.put((byte) '\n');
    for (float[] row : rows) {
      for (float x : row) {
        bytes.putFloat(x);
      }
    }
    return bytes.array();
  }

  /**
   * Reads the values of all these parameters.
   *
   * @param name of the file, for error texts
   * @throws BadDataException where the file is none, or holds other parameters
   */
  public static void read(String name, InputStream in, List<Parameter> parameters) {
    read(name, in, parameters, other -> false);
  }

  /**
   * The same from a file that may hold more.
   *
   * @param more true of the name of an array that is passed over
   */
  public static void read(
      String name, InputStream in, List<Parameter> parameters, Predicate<String> more) {
    Map<String, float[][]> arrays = arrays(name, in, longest(parameters), more);
    for (Parameter p : parameters) {
      float[][] rows = arrays.remove(p.name());
      int columns = p.value().length == 0 ? 0 : p.value()[0].length;
      if (rows == null) {
        throw new BadDataException(
            "%s holds no parameter '%s'; it belongs to another network.".formatted(name, p.name()));
      }
      if (rows.length != p.value().length || rows.length > 0 && rows[0].length != columns) {
        throw new BadDataException(
            "%s: parameter '%s' is %d x %d, not %d x %d; it belongs to another network."
                .formatted(
                    name,
                    p.name(),
                    rows.length,
                    rows.length == 0 ? 0 : rows[0].length,
                    p.value().length,
                    columns));
      }
      for (int r = 0; r < rows.length; r++) {
        System.arraycopy(rows[r], 0, p.value()[r], 0, columns);
      }
    }
    if (!arrays.isEmpty()) {
      throw new BadDataException(
          "%s holds also a parameter '%s'; it belongs to another network."
              .formatted(name, arrays.keySet().iterator().next()));
    }
  }

  /**
   * Bytes of the longest array that is unpacked; packed, a small file may claim any length. Arrays
   * of another network have room, so that it is named by their shapes.
   */
  private static long longest(List<Parameter> parameters) {
    long longest = parameters.stream().mapToLong(p -> 4L * p.count()).max().orElse(0);
    return MAGIC.length + 2 + 0xffff + Math.max(longest, ROOM);
  }

  private static Map<String, float[][]> arrays(
      String name, InputStream in, long longest, Predicate<String> more) {
    Map<String, float[][]> arrays = new TreeMap<>();
    try (ZipInputStream zip = new ZipInputStream(in)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        String parameter = entry.getName().replaceFirst("\\.npy$", "");
        if (more.test(parameter)) {
          continue;
        }
        byte[] bytes = zip.readNBytes((int) Math.min(Integer.MAX_VALUE - 8, longest + 1));
        if (bytes.length > longest) {
          throw new BadDataException(
              "%s: '%s' is longer than any parameter; it belongs to another network."
                  .formatted(name, parameter));
        }
        arrays.put(parameter, array(name, parameter, ByteBuffer.wrap(bytes)));
      }
    } catch (IOException e) {
      throw new BadDataException(name + " is damaged (" + e.getMessage() + ").");
    }
    return arrays;
  }

  private static float[][] array(String name, String parameter, ByteBuffer bytes) {
    bytes.order(ByteOrder.LITTLE_ENDIAN);
    int start = bytes.limit() < 10 ? 0 : 10 + (bytes.getShort(8) & 0xffff);
    boolean known =
        start > 0 && start <= bytes.limit() && ByteBuffer.wrap(MAGIC).equals(bytes.slice(0, 8));
    String header =
        known ? StandardCharsets.US_ASCII.decode(bytes.slice(10, start - 10)).toString() : "";
    Matcher matcher = FORMAT.matcher(header);
    if (!matcher.matches()) {
      throw new BadDataException(
          "%s: '%s' is no NumPy array of float32 with two dimensions.".formatted(name, parameter));
    }
    int rows = Integer.parseInt(matcher.group(1));
    int columns = Integer.parseInt(matcher.group(2));
    if (bytes.limit() - start != 4L * rows * columns) {
      throw new BadDataException(
          "%s: '%s' has the wrong length for %d x %d values."
              .formatted(name, parameter, rows, columns));
    }
    float[][] values = new float[rows][columns];
    bytes.position(start);
    for (float[] row : values) {
      bytes.slice().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(row);
      bytes.position(bytes.position() + 4 * columns);
    }
    return values;
  }
}
