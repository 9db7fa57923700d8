package dev.snn.bench.table;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Lines of CSV (RFC 4180, with line feeds). */
public final class Csv {
  private static final Pattern PLAIN = Pattern.compile("[^,\"\\r\\n]*");

  private Csv() {}

  /** A line with its end; cells are quoted where they have to be. */
  public static String line(List<String> cells) {
    return cells.stream().map(Csv::quoted).collect(Collectors.joining(",", "", "\n"));
  }

  private static String quoted(String cell) {
    return PLAIN.matcher(cell).matches() ? cell : '"' + cell.replace("\"", "\"\"") + '"';
  }
}
