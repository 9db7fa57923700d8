package dev.snn.data.format;

import dev.snn.api.data.BadDataException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A NumPy array (format versions 1 to 3, "numpy.lib.format"): booleans, integers of 1 to 8 bytes,
 * floats of 4 and 8 bytes, either byte order, C or Fortran order.
 *
 * @param name for error texts
 * @param shape length of each dimension
 * @param type type and size as in NumPy without the byte order: "u1", "f4", ...
 * @param fortran true where the first dimension is the fastest
 * @param data the values
 */
public record Npy(String name, int[] shape, String type, boolean fortran, ByteBuffer data) {
  private static final Pattern DESCR = Pattern.compile("'descr':\\s*'([<>|=])([a-zA-Z][0-9]+)'");
  private static final Pattern ORDER = Pattern.compile("'fortran_order':\\s*(True|False)");
  private static final Pattern SHAPE = Pattern.compile("'shape':\\s*\\(([0-9L, ]*)\\)");

  /** Reads the header and checks the length. */
  public static Npy read(String name, byte[] bytes) {
    byte[] magic = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    if (bytes.length < 12 || !Arrays.equals(bytes, 0, 6, magic, 0, 6)) {
      throw new BadDataException(name + " is not a NumPy array (wrong first bytes).");
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int version = bytes[6];
    int start = version == 1 ? 10 : 12;
    long length = version == 1 ? buffer.getShort(8) & 0xffff : buffer.getInt(8) & 0xffffffffL;
    if (version < 1 || version > 3 || start + length > bytes.length) {
      throw new BadDataException(
          name + " has a damaged header (version " + version + ", " + length + " bytes).");
    }
    String header = new String(bytes, start, (int) length, StandardCharsets.UTF_8);
    Matcher descr = match(name, DESCR, header, "a type of plain numbers");
    boolean fortran = match(name, ORDER, header, "an order").group(1).equals("True");
    int[] shape = shape(name, match(name, SHAPE, header, "a shape").group(1));
    String type = descr.group(2);
    int size = size(name, type);
    double wanted = size;
    for (int n : shape) {
      wanted *= n;
    }
    int offset = start + (int) length;
    if (bytes.length - offset != wanted) {
      throw new BadDataException(
          "%s has the wrong length: shape %s of '%s' needs %.0f bytes from byte %d on, there are %d."
              .formatted(
                  name, Arrays.toString(shape), type, wanted, offset, bytes.length - offset));
    }
    ByteOrder order = descr.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    ByteBuffer data = ByteBuffer.wrap(bytes, offset, bytes.length - offset).slice().order(order);
    return new Npy(name, shape, type, fortran, data);
  }

  /** Length of the first dimension. */
  public int examples() {
    return shape.length == 0 ? 0 : shape[0];
  }

  /** Number of values. */
  public int length() {
    return data.capacity() / size(name, type);
  }

  /** An array {@code [n, rows, columns, channels]} as {@code [n, channels, rows, columns]}. */
  public Npy channelsFirst() {
    int bytes = size(name, type);
    int channels = shape[3];
    int pixels = shape[1] * shape[2];
    ByteBuffer moved = ByteBuffer.allocate(data.capacity()).order(data.order());
    int[] index = new int[shape.length];
    for (int k = 0, length = length(); k < length; k++) {
      int from = fortran ? fortranPosition(index) : k;
      int pixel = index[1] * shape[2] + index[2];
      int to = (index[0] * channels + index[3]) * pixels + pixel;
      for (int b = 0; b < bytes; b++) {
        moved.put(to * bytes + b, data.get(from * bytes + b));
      }
      for (int d = shape.length - 1; d >= 0 && ++index[d] == shape[d]; d--) {
        index[d] = 0;
      }
    }
    int[] form = {shape[0], channels, shape[1], shape[2]};
    return new Npy(name, form, type, false, moved);
  }

  /** All values in C order (last dimension fastest). */
  public double[] toDoubles() {
    double[] out = new double[length()];
    forEach((k, value) -> out[k] = value);
    return out;
  }

  /** All values in C order, divided. */
  public float[] toFloats(double divisor) {
    float[] out = new float[length()];
    forEach((k, value) -> out[k] = (float) (value / divisor));
    return out;
  }

  private interface Visitor {
    void visit(int k, double value);
  }

  private void forEach(Visitor visitor) {
    int length = length();
    int[] index = new int[shape.length];
    for (int k = 0; k < length; k++) {
      visitor.visit(k, get(fortran ? fortranPosition(index) : k));
      for (int d = shape.length - 1; d >= 0 && ++index[d] == shape[d]; d--) {
        index[d] = 0;
      }
    }
  }

  private int fortranPosition(int[] index) {
    int at = 0;
    for (int d = shape.length - 1; d >= 0; d--) {
      at = at * shape[d] + index[d];
    }
    return at;
  }

  private double get(int k) {
    return switch (type) {
      case "b1", "u1" -> data.get(k) & 255;
      case "i1" -> data.get(k);
      case "i2" -> data.getShort(2 * k);
      case "u2" -> data.getShort(2 * k) & 0xffff;
      case "i4" -> data.getInt(4 * k);
      case "u4" -> data.getInt(4 * k) & 0xffffffffL;
      case "i8", "u8" -> data.getLong(8 * k);
      case "f4" -> data.getFloat(4 * k);
      default -> data.getDouble(8 * k);
    };
  }

  private static int size(String name, String type) {
    return switch (type) {
      case "b1", "u1", "i1" -> 1;
      case "i2", "u2" -> 2;
      case "i4", "u4", "f4" -> 4;
      case "i8", "u8", "f8" -> 8;
      default ->
          throw new BadDataException(
              name
                  + " holds type '"
                  + type
                  + "'; only booleans, integers, float32 and float64 can be read.");
    };
  }

  private static Matcher match(String name, Pattern pattern, String header, String what) {
    Matcher matcher = pattern.matcher(header);
    if (!matcher.find()) {
      throw new BadDataException(
          name + " has a NumPy header without " + what + ": " + header.strip());
    }
    return matcher;
  }

  private static int[] shape(String name, String text) {
    try {
      return Arrays.stream(text.replace("L", "").split(","))
          .map(String::strip)
          .filter(s -> !s.isEmpty())
          .mapToInt(Integer::parseInt)
          .toArray();
    } catch (NumberFormatException e) {
      throw new BadDataException(name + " has a shape that is too large: (" + text + ").");
    }
  }
}
