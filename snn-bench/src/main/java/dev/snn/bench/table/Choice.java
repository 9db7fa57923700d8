package dev.snn.bench.table;

import dev.snn.api.plugin.UserError;
import dev.snn.engine.error.Hint;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Which part of a table is shown.
 *
 * @param rows names of rows, in the order they are to have; the name of a row with a grid or a
 *     sweep means all of its rows; empty for all
 * @param columns headers, in the order they are to have; empty for the usual ones
 */
public record Choice(List<String> rows, List<String> columns) {
  /** The usual columns of all rows. */
  public static final Choice ALL = new Choice(List.of(), List.of());

  /** The chosen lines; a row that is not there is the user's error. */
  List<Summary> lines(Table table) {
    if (rows.isEmpty()) {
      return table.lines();
    }
    Set<Summary> chosen = new LinkedHashSet<>();
    for (String row : rows) {
      List<Summary> own =
          table.lines().stream()
              .filter(line -> line.row().equals(row) || line.base().equals(row))
              .toList();
      if (own.isEmpty()) {
        List<String> names = table.lines().stream().map(Summary::row).distinct().toList();
        throw new UserError(
            "the table has no row '%s'.%s Rows: %s."
                .formatted(row, Hint.didYouMean(row, names), String.join(", ", names)));
      }
      chosen.addAll(own);
    }
    return List.copyOf(chosen);
  }

  /** The chosen columns among all of a table; one that is not there is the user's error. */
  List<Column> of(List<Column> all) {
    if (columns.isEmpty()) {
      return all.stream().filter(column -> column.usual() && !column.isEmpty()).toList();
    }
    return columns.stream().map(name -> find(name, all)).toList();
  }

  private static Column find(String name, List<Column> all) {
    List<String> known = all.stream().filter(c -> !c.isEmpty()).map(Column::name).toList();
    return all.stream()
        .filter(column -> key(column.name()).equals(key(name)) && !column.isEmpty())
        .findFirst()
        .orElseThrow(
            () ->
                new UserError(
                    "the table has no column '%s'.%s Columns: %s."
                        .formatted(name, Hint.didYouMean(name, known), String.join(", ", known))));
  }

  private static String key(String name) {
    return name.strip().toLowerCase(Locale.ROOT).replace('_', ' ').replaceFirst(" %$", "");
  }
}
