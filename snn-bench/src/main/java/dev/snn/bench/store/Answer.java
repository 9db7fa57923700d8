package dev.snn.bench.store;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What a query found.
 *
 * @param columns their names
 * @param lines a value for each column: a String, Long, Double, or null
 */
public record Answer(List<String> columns, List<List<Object>> lines) {

  /** As CSV with a header; numbers in full, empty where there is no value. */
  public String csv() {
    StringBuilder text = new StringBuilder(line(columns));
    lines.forEach(line -> text.append(line(line)));
    return text.toString();
  }

  private static String line(List<?> cells) {
    return cells.stream().map(Answer::cell).collect(Collectors.joining(",", "", "\n"));
  }

  private static String cell(Object value) {
    String text = value == null ? "" : value.toString();
    return text.matches("[^,\"\\r\\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
