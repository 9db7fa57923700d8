package dev.snn.bench.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.api.plugin.UserError;
import dev.snn.bench.experiment.ExperimentFile.Cell;
import dev.snn.bench.experiment.ExperimentFile.Row;
import dev.snn.engine.config.Overrides;
import dev.snn.engine.config.Resolver;
import dev.snn.engine.config.Retyping;
import dev.snn.engine.config.RunResolver;
import dev.snn.engine.tree.Records;
import dev.snn.engine.tree.Trees;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Reads a row: what lies over the file, the cells of its grid, settings. */
final class RowReader {
  private static final String GRID = "grid";
  private static final String SWEEP = "sweep";
  private static final String SPACE = "space";

  private static final String LAYERS = "layers";

  /** What the path of a layer's option begins with. */
  static final String LAYER = LAYERS + "[";

  private static final List<String> SETTABLE =
      ExperimentReader.ROW_KEYS.stream().filter(key -> !key.equals(GRID)).toList();

  private final Resolver parts;
  private final RunResolver resolver;
  private final SweepReader sweeps;

  RowReader(Resolver parts, RunResolver resolver, SweepReader sweeps) {
    this.parts = parts;
    this.resolver = resolver;
    this.sweeps = sweeps;
  }

  /**
   * What a command lays over rows.
   *
   * @param values {@code path=value}
   * @param only the rows they are laid over, those of grids included; empty for every row
   * @param taken those that some row has taken; a row whose parts do not have the option is passed
   *     over. Null where none is passed over
   */
  record Settings(List<String> values, List<String> only, Set<String> taken) {
    Settings(List<String> values, List<String> only) {
      this(values, only, new HashSet<>());
    }

    /** The same, and no row is passed over. */
    Settings strict() {
      return new Settings(values, only, null);
    }

    boolean takes(Resolver parts, ObjectNode tree, String setting) {
      if (taken == null) {
        return true;
      }
      String path = Overrides.read(setting, SETTABLE).path();
      if (Retyping.isForeign(parts.registries(), tree, path)) {
        return false;
      }
      taken.add(setting);
      return true;
    }

    boolean allTaken() {
      return taken == null || taken.containsAll(values);
    }

    boolean reach(String row, Cell cell) {
      return only.isEmpty() || only.contains(row) || cell != null && only.contains(cell.row());
    }

    /** The keys of a configuration that are given a value. */
    ObjectNode given() {
      ObjectNode given = Trees.NODES.objectNode();
      for (String value : values) {
        Overrides.Setting setting = Overrides.read(value, SETTABLE);
        JsonNode node = setting.value();
        if (!node.isNull() && !(node.isContainerNode() && node.isEmpty())) {
          give(given, setting.path(), node);
        }
      }
      return given;
    }

    /** True where another procedure may be chosen. */
    boolean choose() {
      return values.stream()
          .anyMatch(v -> v.matches("(?s)\\s*(training(\\.procedure)?|procedure)\\s*=.*"));
    }
  }

  /** Notes that something is given for a part; of {@code evaluate} what it is. */
  private static void give(ObjectNode given, String path, JsonNode value) {
    if (path.equals("evaluate") || path.startsWith("evaluate.")) {
      Trees.lay(given, path, value, path);
    } else {
      given.put(PathKeys.root(path), path);
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
      PathKeys keys = PathKeys.of(overlay);
      ObjectNode own = keys.plain();
      Records.checkKeys(own, ExperimentReader.ROW_KEYS, "");
      ObjectNode merged = Trees.merge(withDefault(procedure(base)), procedure(own));
      boolean file = merged.path(LAYERS).isObject();
      PathKeys late = keys.paths(path -> file && path.startsWith(LAYER));
      keys.paths(path -> !late.paths().containsKey(path)).lay(parts.registries(), merged, SETTABLE);
      if (!settings.choose()) {
        withoutUnneeded(merged, own);
      }
      List<Row> rows = rows(name, merged, late, settings);
      ObjectNode given = own.deepCopy();
      keys.paths().forEach((path, value) -> give(given, path, value));
      rows.forEach(row -> resolver.refuseUnneeded(given, row.config()));
      refuseUnneeded(GRID, own.path(GRID), rows);
      refuseUnneeded("sweep.space", own.path(SWEEP).path(SPACE), rows);
      return rows;
    } catch (UserError e) {
      throw named ? e.in("row '" + name + "'") : e;
    }
  }

  /**
   * A grid or sweep that stands above all rows leaves out, in a row, the options of parts that the
   * row does not work with: they would only multiply it.
   *
   * @param own what the row itself says
   */
  private void withoutUnneeded(ObjectNode merged, ObjectNode own) {
    JsonNode space = merged.path(SWEEP).path(SPACE);
    if (chooses(merged.path(GRID)) || chooses(space)) {
      return;
    }
    Set<String> unneeded = resolver.unneededParts(resolver.training(merged));
    prune(merged, GRID, own.path(GRID), unneeded);
    if (merged.path(SWEEP) instanceof ObjectNode sweep) {
      boolean searched = !space.isEmpty();
      prune(sweep, SPACE, own.path(SWEEP).path(SPACE), unneeded);
      if (searched && !sweep.has(SPACE)) {
        merged.remove(SWEEP);
      }
    }
  }

  /** True where the procedure itself is among the options. */
  private static boolean chooses(JsonNode options) {
    return options.has("training") || options.has("training.procedure");
  }

  private static void prune(ObjectNode holder, String key, JsonNode own, Set<String> unneeded) {
    if (!(holder.path(key) instanceof ObjectNode options) || options.isEmpty()) {
      return;
    }
    List<String> out = new ArrayList<>();
    options
        .fieldNames()
        .forEachRemaining(
            path -> {
              if (unneeded.contains(PathKeys.root(path)) && !own.has(path)) {
                out.add(path);
              }
            });
    options.remove(out);
    if (options.isEmpty()) {
      holder.remove(key);
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
      String part = PathKeys.root(option.getKey());
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

  private List<Row> rows(String name, ObjectNode merged, PathKeys late, Settings settings) {
    JsonNode grid = merged.remove(GRID);
    if (grid == null || grid.isNull()) {
      return List.of(row(name, merged, late, null, settings));
    }
    List<Row> rows = new ArrayList<>();
    for (GridReader.Named cell : GridReader.read(name, grid)) {
      rows.add(row(cell.name(), merged, late, cell.cell(), settings));
    }
    return rows;
  }

  /**
   * A row.
   *
   * @param late options of single layers, where {@code layers} is a file
   */
  private Row row(String name, ObjectNode merged, PathKeys late, Cell cell, Settings settings) {
    ObjectNode tree = merged.deepCopy();
    if (tree.path(LAYERS).isObject()) {
      // What is said of the file comes before what is said of a layer.
      lay(name, tree, cell, settings, path -> !path.startsWith(LAYER));
      Set<String> paths = paths(name, tree, cell, settings);
      paths.addAll(late.paths().keySet());
      refuseSearchedFile(tree, paths);
      resolver.expandFor(paths, tree);
      late.lay(parts.registries(), tree, SETTABLE);
      lay(name, tree, cell, settings, path -> path.startsWith(LAYER));
    } else {
      lay(name, tree, cell, settings, path -> true);
    }
    JsonNode sweep = tree.remove(SWEEP);
    return sweep == null || sweep.isNull()
        ? new Row(name, resolver.resolve(tree), null, null, cell)
        : sweeps.read(name, sweep, tree, cell);
  }

  /** Candidates of a sweep come last: a layer cannot be set that they make anew. */
  private static void refuseSearchedFile(ObjectNode tree, Set<String> paths) {
    paths.stream()
        .filter(path -> path.startsWith(LAYER))
        .findFirst()
        .ifPresent(
            layer ->
                tree.path(SWEEP)
                    .path(SPACE)
                    .fieldNames()
                    .forEachRemaining(
                        path -> {
                          if (path.equals("dt") || path.startsWith(LAYERS + ".")) {
                            throw new UserError(
                                "sweep.space: '%s' says what the file in 'layers' becomes, and '%s' changes a layer of it. Leave one of the two out."
                                    .formatted(path, layer));
                          }
                        }));
  }

  /** The paths of a grid, of settings and of a sweep. */
  private static Set<String> paths(String name, ObjectNode tree, Cell cell, Settings settings) {
    Set<String> paths = new HashSet<>();
    if (cell != null) {
      paths.addAll(cell.values().keySet());
    }
    if (settings.reach(name, cell)) {
      settings.values().forEach(value -> paths.add(Overrides.read(value, SETTABLE).path()));
    }
    tree.path(SWEEP).path(SPACE).fieldNames().forEachRemaining(paths::add);
    return paths;
  }

  private void lay(
      String name, ObjectNode tree, Cell cell, Settings settings, Predicate<String> taken) {
    if (cell != null) {
      cell.values()
          .forEach(
              (path, value) -> {
                if (taken.test(path)) {
                  Trees.set(tree, path, value.deepCopy(), "grid, " + path);
                  Retyping.apply(parts.registries(), tree, path);
                }
              });
    }
    if (settings.reach(name, cell)) {
      settings.values().stream()
          .filter(setting -> taken.test(Overrides.read(setting, SETTABLE).path()))
          .filter(setting -> settings.takes(parts, tree, setting))
          .forEach(setting -> Overrides.set(parts, tree, setting, SETTABLE));
    }
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
