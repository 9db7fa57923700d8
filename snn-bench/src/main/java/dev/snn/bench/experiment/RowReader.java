package dev.snn.bench.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.api.plugin.UserError;
import dev.snn.bench.experiment.ExperimentFile.Cell;
import dev.snn.bench.experiment.ExperimentFile.Row;
import dev.snn.engine.config.Overrides;
import dev.snn.engine.config.RunResolver;
import dev.snn.engine.tree.Records;
import dev.snn.engine.tree.Trees;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads a row: what lies over the file, the cells of its grid, settings. */
final class RowReader {
  private static final String GRID = "grid";
  private static final List<String> SETTABLE =
      ExperimentReader.ROW_KEYS.stream().filter(key -> !key.equals(GRID)).toList();

  private final RunResolver resolver;
  private final SweepReader sweeps;

  RowReader(RunResolver resolver, SweepReader sweeps) {
    this.resolver = resolver;
    this.sweeps = sweeps;
  }

  /**
   * What a command lays over rows.
   *
   * @param values {@code path=value}
   * @param only the row they are laid over, or null for every row
   */
  record Settings(List<String> values, String only) {
    List<String> of(String row) {
      return reach(row) ? values : List.of();
    }

    boolean reach(String row) {
      return only == null || only.equals(row);
    }

    /** The keys of a configuration that are given a value. */
    ObjectNode given() {
      ObjectNode given = Trees.NODES.objectNode();
      for (String value : values) {
        if (!value.matches(".*=\\s*(null|\\[\\s*]|\\{\\s*})\\s*")) {
          given.put(value.split("[.\\[=]", 2)[0].strip(), value);
        }
      }
      return given;
    }
  }

  /**
   * The row, or the rows of its grid.
   *
   * @param named true where an error text should name the row
   */
  List<Row> read(
      String name, ObjectNode base, ObjectNode overlay, Settings settings, boolean named) {
    try {
      Records.checkKeys(overlay, ExperimentReader.ROW_KEYS, "");
      ObjectNode merged = Trees.merge(withDefault(procedure(base)), procedure(overlay));
      List<Row> rows = rows(name, merged, settings);
      rows.forEach(row -> resolver.refuseUnneeded(overlay, row.config()));
      refuseUnneeded(GRID, overlay.path(GRID), rows);
      refuseUnneeded("sweep.space", overlay.path("sweep").path("space"), rows);
      return rows;
    } catch (UserError e) {
      throw named ? e.in("row '" + name + "'") : e;
    }
  }

  /**
   * An option of a part that none of the rows works with changes nothing, and is refused.
   *
   * @param where the options stand
   * @param options by path; null takes one off
   */
  private void refuseUnneeded(String where, JsonNode options, List<Row> rows) {
    for (Map.Entry<String, JsonNode> option : options.properties()) {
      String part = option.getKey().replaceFirst("[.\\[].*$", "");
      ObjectNode given = Trees.NODES.objectNode().put(part, option.getKey());
      if (!option.getValue().isNull()
          && rows.stream().noneMatch(row -> resolver.unneeded(given, row.config()).isEmpty())) {
        throw new UserError(
            "%s: '%s' is given, but the procedure '%s' has no use for '%s'. Remove it, or choose another procedure."
                .formatted(
                    where, option.getKey(), rows.get(0).config().training().entry().name(), part));
      }
    }
  }

  private List<Row> rows(String name, ObjectNode merged, Settings settings) {
    JsonNode grid = merged.remove(GRID);
    if (grid == null || grid.isNull()) {
      return List.of(row(name, merged, null, settings));
    }
    List<Row> rows = new ArrayList<>();
    for (GridReader.Named cell : GridReader.read(name, grid)) {
      rows.add(row(cell.name(), merged, cell.cell(), settings));
    }
    return rows;
  }

  private Row row(String name, ObjectNode merged, Cell cell, Settings settings) {
    ObjectNode tree = merged.deepCopy();
    if (cell != null) {
      cell.values()
          .forEach((path, value) -> Trees.set(tree, path, value.deepCopy(), "grid, " + path));
    }
    for (String setting : settings.of(name)) {
      Overrides.set(tree, setting, SETTABLE);
    }
    JsonNode sweep = tree.remove("sweep");
    return sweep == null || sweep.isNull()
        ? new Row(name, resolver.resolve(tree), null, null, cell)
        : sweeps.read(name, sweep, tree, cell);
  }

  /** {@code procedure: majority} is short for {@code training: {procedure: majority}}. */
  private static ObjectNode procedure(ObjectNode tree) {
    if (!tree.has("procedure")) {
      return tree;
    }
    ObjectNode copy = tree.deepCopy();
    JsonNode procedure = copy.remove("procedure");
    if (!procedure.isTextual()) {
      throw Records.wrong("procedure", "a name", procedure);
    }
    JsonNode training = copy.path("training");
    ObjectNode options =
        training instanceof ObjectNode mapping ? mapping : Trees.NODES.objectNode();
    options.set("procedure", procedure);
    copy.set("training", options);
    return copy;
  }

  private static ObjectNode withDefault(ObjectNode base) {
    ObjectNode copy = base.deepCopy();
    if (!(copy.get("training") instanceof ObjectNode options)) {
      return copy;
    }
    if (!options.has("procedure")) {
      options.set("procedure", RunResolver.DEFAULT_TRAINING.get("procedure"));
    }
    return copy;
  }
}
