package dev.snn.bench.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Short names of an option's values, for names of rows and for tables; never JSON. */
public final class PartNames {
  private static final String NAMELESS = "value";

  private PartNames() {}

  /**
   * Names that tell the values of an option apart, made of letters that names of files may have: a
   * number, a word, the type of a part; where two would be the same, the place in the list too.
   */
  public static List<String> tellingApart(List<JsonNode> values) {
    List<String> words = values.stream().map(value -> word(brief(value))).toList();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      boolean alone = words.stream().filter(word::equals).count() == 1;
      names.add(alone ? word : word + "." + (i + 1));
    }
    return names;
  }

  /** A value by itself: {@code mlp(hidden=64)}, {@code gamma(shape=3, scale=5)}, {@code 3, 3}. */
  public static String alone(JsonNode value) {
    if (value.isValueNode()) {
      return text(value);
    }
    if (value.isArray()) {
      List<String> entries = new ArrayList<>();
      value.forEach(entry -> entries.add(alone(entry)));
      return String.join(", ", entries);
    }
    if (value.hasNonNull("type")) {
      String options = options(value);
      return value.get("type").asText() + (options.isEmpty() ? "" : "(" + options + ")");
    }
    if (value.size() == 1 && value.elements().next().isObject()) {
      return value.fieldNames().next() + "(" + options(value.elements().next()) + ")";
    }
    return options(value);
  }

  /** True where a name of {@link #tellingApart} says what the value is. */
  public static boolean isNamed(JsonNode value) {
    return value.isValueNode() || value.hasNonNull("type");
  }

  private static String options(JsonNode part) {
    List<String> options = new ArrayList<>();
    for (Map.Entry<String, JsonNode> option : part.properties()) {
      if (!option.getKey().equals("type")) {
        options.add(option.getKey() + "=" + alone(option.getValue()));
      }
    }
    return String.join(", ", options);
  }

  private static String brief(JsonNode value) {
    return value.isValueNode() ? text(value) : value.path("type").asText(NAMELESS);
  }

  /** Equal numbers have equal texts. */
  static String text(JsonNode value) {
    if (!value.isNumber()) {
      return value.asText();
    }
    BigDecimal number = value.decimalValue().stripTrailingZeros();
    return (number.scale() < 0 ? number.setScale(0) : number).toString();
  }

  /** Names of rows become names of files. */
  static String word(String text) {
    return text.replaceAll("[^A-Za-z0-9._+-]", "_");
  }
}
