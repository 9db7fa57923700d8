package dev.snn.bench.experiment;

import dev.snn.api.plugin.UserError;
import dev.snn.bench.experiment.ExperimentFile.Row;
import dev.snn.engine.error.Hint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The rows that parts of an experiment file may name: each by itself, those of a grid by the row
 * that has it, and those that are selected.
 */
final class NamedRows {
  private final List<Row> rows;

  NamedRows(List<Row> rows, Map<String, List<String>> select) {
    this.rows = new ArrayList<>(rows);
    // What holds for the first candidate of a selection holds for all.
    select.forEach(
        (name, candidates) ->
            rows.stream()
                .filter(row -> row.isOf(candidates.get(0)))
                .limit(1)
                .forEach(row -> this.rows.add(new Row(name, row.config()))));
  }

  /** The row of a name, or those of its grid; empty where there is none. */
  List<Row> of(String name) {
    return rows.stream().filter(row -> row.isOf(name)).toList();
  }

  /** What to say of a name that no row has. */
  UserError unknown(String name, String path) {
    List<String> names = rows.stream().map(Row::name).toList();
    return new UserError(
        "%s: no row named '%s'.%s Rows: %s."
            .formatted(path, name, Hint.didYouMean(name, names), names));
  }
}
