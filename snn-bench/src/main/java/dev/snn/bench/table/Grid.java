package dev.snn.bench.table;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A table rounded for people: headers and cells as text. Columns that are empty in every line are
 * left out.
 *
 * @param numeric true for columns to be set flush right
 * @param best cells with the best value of their column
 * @param groups lines at which rows of another name begin, where rows stand apart from their grid
 */
record Grid(
    List<String> headers,
    List<Boolean> numeric,
    List<List<String>> lines,
    Set<Place> best,
    Set<Integer> groups) {

  /** A cell. */
  record Place(int line, int column) {}

  Grid(List<String> headers, List<Boolean> numeric, List<List<String>> lines) {
    this(headers, numeric, lines, Set.of(), Set.of());
  }

  /** With the full names of rows. */
  static Grid of(Table table, Choice choice) {
    return of(table, choice, false);
  }

  /** With a row's name and its place in a grid in columns of their own. */
  static Grid apart(Table table, Choice choice) {
    return of(table, choice, true);
  }

  private static Grid of(Table table, Choice choice, boolean apart) {
    List<Summary> rows = choice.lines(table);
    List<Column> columns = choice.of(Columns.of(table, rows, apart));
    List<List<String>> lines = new ArrayList<>();
    Set<Place> best = new HashSet<>();
    Set<Integer> groups = new HashSet<>();
    for (int k = 0; k < rows.size(); k++) {
      int line = k;
      lines.add(columns.stream().map(column -> column.cells().get(line)).toList());
      for (int c = 0; c < columns.size(); c++) {
        if (columns.get(c).best().contains(k)) {
          best.add(new Place(k, c));
        }
      }
      if (k > 0 && apart && begins(rows.get(k - 1), rows.get(k))) {
        groups.add(k);
      }
    }
    return new Grid(
        columns.stream().map(Column::header).toList(),
        columns.stream().map(Column::numeric).toList(),
        lines,
        best,
        groups);
  }

  /** True between rows of two names, one of which has a grid. */
  private static boolean begins(Summary before, Summary line) {
    boolean grid = !before.base().equals(before.row()) || !line.base().equals(line.row());
    return grid && !before.base().equals(line.base());
  }
}
