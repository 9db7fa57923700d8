package dev.snn.report.store;

import dev.snn.bench.table.Csv;
import java.util.List;

/**
 * What a query found.
 *
 * @param columns their names
 * @param lines a value for each column: a String, Long, Double, or null
 */
public record Answer(List<String> columns, List<List<Object>> lines) {

  /** As CSV with a header; numbers in full, empty where there is no value. */
  public String csv() {
    StringBuilder text = new StringBuilder(Csv.line(columns));
    lines.forEach(line -> text.append(Csv.line(line.stream().map(Answer::text).toList())));
    return text.toString();
  }

  private static String text(Object value) {
    return value == null ? "" : value.toString();
  }
}
