package dev.snn.app.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.snn.engine.tree.Option;
import dev.snn.engine.tree.Records;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@code snn describe} says about one option; the tables of {@code docs/models} say the same.
 *
 * @param name its name in files, with the names of the mappings it stands in: {@code rate.target}
 * @param value its default as one would write it; "-" where there is none
 * @param type what may be written, in words
 * @param meaning meaning and unit; empty where the author gave none
 */
public record OptionRow(String name, String value, String type, String meaning) {
  private static final String MAPPING = "mapping";

  /** The options of a plug-in in the order of its record; those of a mapping follow it. */
  public static List<OptionRow> of(Record defaults) {
    List<OptionRow> rows = new ArrayList<>();
    add("", defaults.getClass(), Records.encode(defaults), rows);
    return rows;
  }

  private static void add(
      String prefix, Class<? extends Record> type, JsonNode values, List<OptionRow> rows) {
    for (Option option : Option.of(type)) {
      String name = prefix + option.name();
      JsonNode value = values.path(option.name());
      boolean mapping = option.typeName().equals(MAPPING);
      rows.add(
          new OptionRow(name, mapping ? "below" : show(value), option.typeName(), option.doc()));
      if (mapping) {
        add(name + ".", option.component().getType().asSubclass(Record.class), value, rows);
      }
    }
  }

  private static String show(JsonNode value) {
    if (value.isNull() || value.isMissingNode() || value.isTextual() && value.asText().isEmpty()) {
      return "-";
    }
    if (value.isArray()) {
      List<String> elements = new ArrayList<>();
      value.forEach(element -> elements.add(show(element)));
      return "[" + String.join(", ", elements) + "]";
    }
    if (value.isObject()) {
      List<String> fields = new ArrayList<>();
      value.properties().forEach(f -> fields.add(f.getKey() + ": " + show(f.getValue())));
      return "{" + String.join(", ", fields) + "}";
    }
    return value.asText();
  }
}
