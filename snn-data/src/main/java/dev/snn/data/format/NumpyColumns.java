package dev.snn.data.format;

import dev.snn.api.data.BadDataException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A NumPy array as columns: the fields of a structured array of one dimension, a plain array of one
 * dimension as a column without a name, or the columns of a plain array of two.
 *
 * @param rows length of each column
 * @param columns in their order
 */
public record NumpyColumns(int rows, List<Column> columns) {
  private static final Pattern ORDER = Pattern.compile("'fortran_order':\\s*(True|False)");
  private static final Pattern SHAPE =
      Pattern.compile("'shape':\\s*\\(\\s*(\\d{1,10})\\s*,?\\s*(\\d{0,5})");
  private static final Pattern PLAIN = Pattern.compile("'descr':\\s*'([<>|=])([a-z]\\d)'");
  private static final Pattern FIELDS = Pattern.compile("'descr':\\s*\\[([^\\]]*)\\]");
  private static final Pattern FIELD =
      Pattern.compile("\\(\\s*'(\\w*)'\\s*,\\s*'([<>|=])([a-z]\\d)'\\s*\\)\\s*,?\\s*");
  private static final int MOST_COLUMNS = 64;

  /**
   * A column.
   *
   * @param name empty where it has none
   * @param floats whether its values are floats
   */
  public record Column(String name, boolean floats, IntToDoubleFunction values) {}

  private record Field(String name, String order, String type) {
    private int size() {
      return type.charAt(1) - '0';
    }
  }

  /** Reads the header and checks the length. */
  public static NumpyColumns of(String name, byte[] bytes) {
    if (bytes.length < 12 || bytes[0] != (byte) 0x93 || bytes[1] != 'N') {
      throw new BadDataException(name + " is not a NumPy array (wrong first bytes).");
    }
    ByteBuffer b = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int start = bytes[6] == 1 ? 10 : 12;
    long length = bytes[6] == 1 ? b.getShort(8) & 0xffff : b.getInt(8) & 0xffffffffL;
    if (bytes[6] < 1 || bytes[6] > 3 || start + length > bytes.length) {
      throw new BadDataException(
          name + " has a damaged header (version " + bytes[6] + ", " + length + " bytes).");
    }
    String header = new String(bytes, start, (int) length, StandardCharsets.ISO_8859_1);
    Matcher shape = SHAPE.matcher(header);
    Matcher order = ORDER.matcher(header);
    List<Field> fields = fields(header);
    if (!shape.find() || !order.find() || fields.isEmpty()) {
      throw new BadDataException(
          name + " is no NumPy array of numbers or of named columns: " + shown(header));
    }
    long rows = Long.parseLong(shape.group(1));
    boolean flat = shape.group(2).isEmpty();
    int width = flat ? 1 : Integer.parseInt(shape.group(2));
    boolean structured = fields.size() > 1 || !fields.get(0).name().isEmpty();
    if (width < 1 || width > MOST_COLUMNS || structured && !flat) {
      throw new BadDataException(name + " is no NumPy array of columns: " + shown(header));
    }
    int stride = fields.stream().mapToInt(Field::size).sum();
    long wanted = rows * stride * width;
    int offset = start + (int) length;
    if (bytes.length - offset != wanted) {
      throw new BadDataException(
          "%s has the wrong length: its header promises %d bytes from byte %d on, there are %d."
              .formatted(name, wanted, offset, bytes.length - offset));
    }
    boolean fortran = order.group(1).equals("True");
    List<Column> columns = new ArrayList<>();
    int at = offset;
    for (Field field : fields) {
      for (int c = 0; c < width; c++) {
        int size = field.size();
        int from = fortran ? at + c * (int) rows * size : at + c * size;
        columns.add(column(bytes, field, from, fortran && !structured ? size : stride * width));
      }
      at += field.size();
    }
    return new NumpyColumns((int) rows, columns);
  }

  private static List<Field> fields(String header) {
    Matcher plain = PLAIN.matcher(header);
    if (plain.find()) {
      Field field = new Field("", plain.group(1), plain.group(2));
      return known(field) ? List.of(field) : List.of();
    }
    Matcher list = FIELDS.matcher(header);
    if (!list.find()) {
      return List.of();
    }
    List<Field> fields = new ArrayList<>();
    Matcher matcher = FIELD.matcher(list.group(1));
    int end = 0;
    while (matcher.find() && matcher.start() == end && fields.size() < MOST_COLUMNS) {
      fields.add(new Field(matcher.group(1), matcher.group(2), matcher.group(3)));
      end = matcher.end();
    }
    boolean all = list.group(1).substring(end).isBlank();
    return all && fields.stream().allMatch(NumpyColumns::known) ? fields : List.of();
  }

  private static boolean known(Field field) {
    return List.of("b1", "u1", "i1", "u2", "i2", "u4", "i4", "u8", "i8", "f4", "f8")
        .contains(field.type());
  }

  private static Column column(byte[] bytes, Field field, int from, int stride) {
    ByteBuffer b =
        ByteBuffer.wrap(bytes)
            .order(field.order().equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    IntToDoubleFunction values =
        switch (field.type()) {
          case "b1", "u1" -> k -> b.get(from + k * stride) & 255;
          case "i1" -> k -> b.get(from + k * stride);
          case "u2" -> k -> b.getShort(from + k * stride) & 0xffff;
          case "i2" -> k -> b.getShort(from + k * stride);
          case "u4" -> k -> b.getInt(from + k * stride) & 0xffffffffL;
          case "i4" -> k -> b.getInt(from + k * stride);
          case "f4" -> k -> b.getFloat(from + k * stride);
          case "f8" -> k -> b.getDouble(from + k * stride);
          default -> k -> b.getLong(from + k * stride);
        };
    return new Column(field.name(), field.type().charAt(0) == 'f', values);
  }

  private static String shown(String header) {
    String text = header.strip().replaceAll("[^ -~]", "?");
    return text.length() > 120 ? text.substring(0, 120) + " ..." : text;
  }
}
