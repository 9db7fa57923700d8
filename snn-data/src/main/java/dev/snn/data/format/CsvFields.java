package dev.snn.data.format;

import dev.snn.api.data.BadDataException;
import java.util.ArrayList;
import java.util.List;

/** The fields of a line, which may be quoted. */
final class CsvFields {
  private CsvFields() {}

  /** Fields of a line, without the blanks around them. */
  static List<String> of(String line, CsvLayout layout, String place) {
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    boolean any = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"') {
        if (quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
          field.append(c);
          i++;
        } else {
          quoted = !quoted;
          any = true;
        }
      } else if (!quoted && layout.whitespace() && (c == ' ' || c == '\t')) {
        if (any || field.length() > 0) {
          fields.add(field.toString().strip());
        }
        any = false;
        field.setLength(0);
      } else if (!quoted && !layout.whitespace() && c == layout.character()) {
        fields.add(field.toString().strip());
        field.setLength(0);
      } else {
        field.append(c);
      }
    }
    if (quoted) {
      throw new BadDataException(place + ": a quotation mark is not closed.");
    }
    if (!layout.whitespace() || any || field.length() > 0) {
      fields.add(field.toString().strip());
    }
    return fields;
  }

  /** What is said of a table with one column. */
  static String separators(String line) {
    List<String> found = new ArrayList<>();
    for (String candidate : List.of(",", ";", "\t", "|", " ")) {
      if (line.strip().contains(candidate)) {
        found.add(
            candidate.equals("\t") ? "tab" : candidate.equals(" ") ? "whitespace" : candidate);
      }
    }
    return found.isEmpty() ? "" : " The line has '" + String.join("' and '", found) + "'.";
  }
}
