package dev.snn.report.markdown;

import dev.snn.api.plugin.UserError;
import dev.snn.bench.table.Choice;
import dev.snn.engine.error.Hint;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a comment asks for: {@code <!-- table: FOLDER; rows: A, B; columns: row, accuracy -->} or
 * {@code <!-- comparisons: FOLDER; epoch: 3 -->}.
 *
 * @param kind table or comparisons
 * @param folder as it is written, seen from the page
 * @param options by name
 */
record Place(String kind, String folder, Map<String, String> options) {
  private static final Pattern COMMENT =
      Pattern.compile("<!-- (table|comparisons): *([^;]*?) *(;.*)? -->");
  private static final Map<String, List<String>> KNOWN =
      Map.of("table", List.of("rows", "columns"), "comparisons", List.of("epoch"));

  /** A comma outside of the brackets that the name of a grid's row has. */
  private static final String BETWEEN = " *,(?![^\\[]*]) *";

  /** Null for a line that asks for nothing. */
  static Place of(String line) {
    Matcher comment = COMMENT.matcher(line);
    if (!comment.matches()) {
      return null;
    }
    String kind = comment.group(1);
    Map<String, String> options = new LinkedHashMap<>();
    String rest = comment.group(3) == null ? "" : comment.group(3).substring(1);
    for (String option : rest.isBlank() ? new String[0] : rest.split(";")) {
      String[] parts = option.split(":", 2);
      String name = parts[0].strip();
      if (parts.length < 2 || !KNOWN.get(kind).contains(name)) {
        throw new UserError(
            "a %s has no option '%s'.%s Options: %s."
                .formatted(
                    kind,
                    name,
                    Hint.didYouMean(name, KNOWN.get(kind)),
                    String.join(", ", KNOWN.get(kind))));
      }
      options.put(name, parts[1].strip());
    }
    return new Place(kind, comment.group(2), options);
  }

  Choice choice() {
    return new Choice(list("rows"), list("columns"));
  }

  private List<String> list(String option) {
    String text = options.get(option);
    return text == null ? List.of() : Arrays.asList(text.split(BETWEEN));
  }

  /** 0 for the last. */
  int epoch() {
    String text = options.getOrDefault("epoch", "0");
    if (!text.matches("\\d{1,6}")) {
      throw new UserError("epoch must be a whole number, got '%s'.".formatted(text));
    }
    return Integer.parseInt(text);
  }
}
