package dev.snn.data.format;

import dev.snn.api.data.BadDataException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Numbers and one label column as text, UTF-8, one example per line. Fields may be quoted; empty
 * lines and a byte order mark are skipped.
 *
 * @param features number of value columns F
 * @param values {@code [n x F]}, row after row
 * @param labels the label column as text
 */
public record Csv(int features, float[] values, String[] labels) {

  /**
   * Reads a table.
   *
   * @param name for error texts
   * @param separator between fields
   * @param header whether the first line names the columns
   * @param label "last", a column's name, or its number from 1
   */
  public static Csv read(String name, byte[] bytes, char separator, boolean header, String label) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    if (text.startsWith("\uFEFF")) {
      text = text.substring(1);
    }
    String[] lines = text.split("\r\n|\n|\r", -1);
    int first = 0;
    List<String> names = null;
    if (header && lines.length > 0) {
      names = fields(lines[0], separator);
      first = 1;
    }
    int columns = -1;
    int labelColumn = -1;
    float[] values = new float[1024];
    int used = 0;
    List<String> labels = new ArrayList<>();
    for (int k = first; k < lines.length; k++) {
      if (lines[k].isBlank()) {
        continue;
      }
      List<String> row = fields(lines[k], separator);
      if (columns < 0) {
        columns = names == null ? row.size() : names.size();
        labelColumn = column(name, label, names, columns);
      }
      if (row.size() != columns) {
        throw new BadDataException(
            "%s, line %d: %d fields instead of %d.".formatted(name, k + 1, row.size(), columns));
      }
      if (used + columns > values.length) {
        values = Arrays.copyOf(values, Math.max(used + columns, values.length * 2));
      }
      for (int c = 0; c < columns; c++) {
        if (c == labelColumn) {
          labels.add(row.get(c).strip());
        } else {
          values[used++] = number(name, k + 1, c + 1, row.get(c));
        }
      }
    }
    if (labels.isEmpty()) {
      throw new BadDataException(name + " holds no examples.");
    }
    return new Csv(columns - 1, Arrays.copyOf(values, used), labels.toArray(String[]::new));
  }

  private static int column(String name, String label, List<String> names, int columns) {
    if (columns < 2) {
      throw new BadDataException(
          name + " has one column; values and a label are needed: is the separator right?");
    }
    if (label.equals("last")) {
      return columns - 1;
    }
    if (names != null && names.contains(label)) {
      return names.indexOf(label);
    }
    if (label.matches("[0-9]{1,9}")) {
      int number = Integer.parseInt(label);
      if (number >= 1 && number <= columns) {
        return number - 1;
      }
    }
    throw new IllegalArgumentException(
        "label '%s' is no column of %s; give 'last', a number from 1 to %d%s"
            .formatted(
                label, name, columns, names == null ? "" : ", or one of the names " + names));
  }

  private static float number(String name, int line, int column, String field) {
    try {
      float value = Float.parseFloat(field.strip());
      if (Float.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      // told below, with the place
    }
    throw new BadDataException(
        "%s, line %d, column %d: '%s' is not a finite number%s."
            .formatted(
                name,
                line,
                column,
                field.strip(),
                line == 1 ? "; if the first line names the columns, set header: true" : ""));
  }

  private static List<String> fields(String line, char separator) {
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"') {
        if (quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
          field.append(c);
          i++;
        } else {
          quoted = !quoted;
        }
      } else if (c == separator && !quoted) {
        fields.add(field.toString());
        field.setLength(0);
      } else {
        field.append(c);
      }
    }
    fields.add(field.toString());
    return fields;
  }
}
