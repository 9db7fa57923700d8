package dev.snn.data.format;

import dev.snn.api.data.BadDataException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The head of an ARFF file: its attributes, up to {@code @data}. */
final class ArffHead {
  private final TextLines lines;
  private final List<SampleHeader.Column> columns = new ArrayList<>();
  private final Set<String> names = new HashSet<>();

  private ArffHead(TextLines lines) {
    this.lines = lines;
  }

  /** True for a line that only an ARFF file can begin with. */
  static boolean begins(String line) {
    String lower = line.strip().toLowerCase(Locale.ROOT);
    return lower.startsWith("@relation") || lower.startsWith("@attribute");
  }

  /** Reads on from the first line that is no comment. */
  static List<SampleHeader.Column> read(String first, TextLines lines) {
    return new ArffHead(lines).read(first);
  }

  private List<SampleHeader.Column> read(String first) {
    for (String line = first; line != null; line = lines.next()) {
      String text = line.strip();
      String lower = text.toLowerCase(Locale.ROOT);
      if (lower.startsWith("@attribute")) {
        attribute(text);
      } else if (lower.matches("@data(\\s+%.*)?")) {
        return columns;
      } else if (!text.isEmpty() && !text.startsWith("%") && !lower.startsWith("@relation")) {
        throw new BadDataException(
            "%s: '%s' is no @attribute, and '@data' has not come yet."
                .formatted(lines.place(), ArffFields.shown(text)));
      }
    }
    throw new BadDataException(lines.place() + ": the file ends before '@data'.");
  }

  private void attribute(String text) {
    ArffFields fields = new ArffFields(text, "@attribute".length(), lines.place());
    String name = fields.next(" {");
    if (name.isEmpty()) {
      throw new BadDataException(lines.place() + ": an attribute has no name.");
    }
    if (!names.add(name)) {
      throw new BadDataException(
          "%s: a second attribute is named '%s'; rename one.".formatted(lines.place(), name));
    }
    columns.add(fields.take('{') ? nominal(name, fields) : typed(name, fields.rest()));
  }

  private SampleHeader.Column nominal(String name, ArffFields fields) {
    List<String> values = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    do {
      String value = fields.next("}");
      if (value.isEmpty() && !fields.wasQuoted() || !seen.add(value)) {
        throw new BadDataException(
            "%s: the values of '%s' must be texts that differ, got '%s'%s."
                .formatted(lines.place(), name, value, value.isEmpty() ? "" : " twice"));
      }
      values.add(value);
      if (fields.take('}')) {
        return SampleHeader.Column.nominal(name, values);
      }
    } while (fields.separator());
    throw new BadDataException(
        "%s: the values of '%s' end without '}'.".formatted(lines.place(), name));
  }

  private SampleHeader.Column typed(String name, String type) {
    return switch (type.strip().toLowerCase(Locale.ROOT)) {
      case "numeric", "real", "integer" -> SampleHeader.Column.numeric(name);
      // The texts of a class, and an error for anything else.
      case "string" -> SampleHeader.Column.text(name);
      default ->
          throw new BadDataException(
              "%s: '%s' is of the type '%s'; numeric, real, integer, string (for the class) and {a, b, ...} are read."
                  .formatted(lines.place(), name, ArffFields.shown(type)));
    };
  }
}
