package dev.snn.bench.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.api.plugin.UserError;
import dev.snn.bench.experiment.ExperimentFile.Row;
import dev.snn.engine.config.Resolver;
import dev.snn.engine.config.RunResolver;
import dev.snn.engine.error.Shown;
import dev.snn.engine.tree.Records;
import dev.snn.engine.tree.Scalars;
import dev.snn.engine.tree.Trees;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Reads experiment files: profiles, rows, settings, defaults. */
public final class ExperimentReader {
  /** Names of files may have 255 characters; experiment, grid and seed stand in them too. */
  public static final int LONGEST_NAME = 100;

  private static final List<String> KEYS =
      List.of(
          "title",
          "citation",
          "dt",
          "dataset",
          "encoder",
          "layers",
          "decoder",
          "loss",
          "training",
          "procedure",
          "metrics",
          "evaluate",
          "samples",
          "init",
          "grid",
          "sweep",
          "seeds",
          "rows",
          "select",
          "compare",
          "figures",
          "ranks",
          "profiles");
  static final List<String> ROW_KEYS = KEYS.subList(2, 16);

  private final Resolver parts;
  private final RunResolver resolver;
  private final RowReader rowReader;

  /** A reader for these plug-ins. */
  public ExperimentReader(Resolver resolver) {
    this.parts = resolver;
    this.resolver = new RunResolver(resolver);
    this.rowReader =
        new RowReader(resolver, this.resolver, new SweepReader(resolver, this.resolver));
  }

  /**
   * Reads a file.
   *
   * @param profile an overlay the file defines, or null
   * @param settings {@code path=value}, laid over every row
   */
  public ExperimentFile read(Path file, String profile, List<String> settings) {
    return read(file, profile, settings, List.of());
  }

  /**
   * Reads a file.
   *
   * @param profile an overlay the file defines, or null
   * @param settings {@code path=value}
   * @param only the rows they are laid over; empty for every row
   */
  public ExperimentFile read(Path file, String profile, List<String> settings, List<String> only) {
    String name = String.valueOf(file.getFileName()).replaceFirst("\\.ya?ml$", "");
    JsonNode tree = Trees.parse(file);
    try {
      return read(name, tree, profile, settings, only);
    } catch (UserError e) {
      throw e.in(file.toString());
    }
  }

  /** Reads an experiment from a tree; see {@link #read(Path, String, List, List)}. */
  public ExperimentFile read(
      String name, JsonNode tree, String profile, List<String> settings, List<String> only) {
    if (!tree.isObject() && !tree.isMissingNode() && !tree.isNull()) {
      throw new UserError(
          "the experiment must be a mapping of dataset, encoder, layers, decoder and loss, got %s."
              .formatted(Scalars.show(tree)));
    }
    if (!(tree instanceof ObjectNode file) || file.isEmpty()) {
      throw new UserError(
          "the experiment is empty. It needs at least dataset, encoder, layers, decoder and loss.");
    }
    Records.checkKeys(file, KEYS, "");
    ObjectNode whole = withProfile(file, profile);
    Records.checkKeys(whole, KEYS, "");
    ObjectNode base = whole.deepCopy();
    base.remove(
        List.of(
            "title",
            "citation",
            "seeds",
            "rows",
            "select",
            "compare",
            "figures",
            "ranks",
            "profiles"));
    RowReader.Settings over = new RowReader.Settings(settings, only);
    List<Row> rows = rows(base, whole.path("rows"), name, over);
    if (!over.allTaken() && rows.stream().anyMatch(row -> over.reach(row.name(), row.cell()))) {
      // An option that no row has: the first row says so.
      rows(base, whole.path("rows"), name, over.strict());
    }
    refuseUnneeded(base, rows);
    refuseUnneededOptions("grid", base.path("grid"), rows);
    refuseUnneededOptions("sweep.space", base.path("sweep").path("space"), rows);
    refuseUnneeded(
        over.given(), rows.stream().filter(row -> over.reach(row.name(), row.cell())).toList());
    Map<String, List<String>> select = new SelectReader(rows).read(whole.path("select"));
    NamedRows named = new NamedRows(rows, select);
    return new ExperimentFile(
        name,
        text(whole, "title", name),
        text(whole, "citation", ""),
        seeds(whole.path("seeds")),
        rows,
        select,
        new CompareReader(resolver, named).read(whole.path("compare")),
        new FigureReader(named).read(whole.path("figures")),
        whole.has("ranks") ? MetricName.of(whole.get("ranks"), rows, resolver, "ranks") : null);
  }

  /** A part given to several rows is for those that work with it; there must be one. */
  private void refuseUnneeded(ObjectNode given, List<Row> rows) {
    for (String key : unneeded(given, rows)) {
      throw noUse("'%s' is given".formatted(key), rows);
    }
  }

  private Set<String> unneeded(ObjectNode given, List<Row> rows) {
    Set<String> unneeded = new LinkedHashSet<>();
    for (int i = 0; i < rows.size(); i++) {
      Set<String> here = resolver.unneeded(given, rows.get(i).config());
      if (i == 0) {
        unneeded.addAll(here);
      }
      unneeded.retainAll(here);
    }
    return unneeded;
  }

  /** Options by path, in a grid or a sweep above all rows. */
  private void refuseUnneededOptions(String where, JsonNode options, List<Row> rows) {
    for (Map.Entry<String, JsonNode> option : options.properties()) {
      ObjectNode given =
          Trees.NODES.objectNode().put(PathKeys.root(option.getKey()), option.getKey());
      if (!option.getValue().isNull() && !unneeded(given, rows).isEmpty()) {
        throw noUse("%s: '%s' is given".formatted(where, option.getKey()), rows);
      }
    }
  }

  private static UserError noUse(String what, List<Row> rows) {
    return new UserError(
        "%s, but no row has a use for it: the procedures are %s. Remove it, or choose another procedure."
            .formatted(
                what,
                rows.stream()
                    .map(row -> row.config().training().entry().name())
                    .distinct()
                    .toList()));
  }

  private ObjectNode withProfile(ObjectNode file, String profile) {
    JsonNode profiles = file.path("profiles");
    if (!profiles.isMissingNode() && !profiles.isObject()) {
      throw Records.wrong("profiles", "a mapping", profiles);
    }
    if (profile == null) {
      return file;
    }
    if (!(profiles.get(profile) instanceof ObjectNode overlay)) {
      List<String> names = new ArrayList<>();
      profiles.fieldNames().forEachRemaining(names::add);
      throw new UnknownProfile(
          "there is no profile '%s'. %s."
              .formatted(profile, names.isEmpty() ? "The file has none" : "Profiles: " + names));
    }
    PathKeys keys = PathKeys.of(overlay);
    ObjectNode whole = Trees.merge(file, keys.plain());
    if (whole.path("layers").isObject()) {
      keys.paths(path -> path.startsWith(RowReader.LAYER))
          .paths()
          .forEach((path, value) -> refuseEarly(profile, path));
    }
    keys.lay(parts.registries(), whole, KEYS);
    return whole;
  }

  /** Options of rows may still say what the layers of a file are. */
  private static void refuseEarly(String profile, String path) {
    throw new UserError(
        "profiles.%s: '%s' leads to a layer, and 'layers' names a file that rows still have a say in. Write it in the rows."
            .formatted(profile, path));
  }

  private List<Row> rows(
      ObjectNode base, JsonNode given, String name, RowReader.Settings settings) {
    if (given.isMissingNode()) {
      return rowReader.read(name, base, Trees.NODES.objectNode(), settings, false);
    }
    if (!(given instanceof ObjectNode overlays) || overlays.isEmpty()) {
      throw Records.wrong("rows", "a mapping from names to overlays", given);
    }
    List<Row> rows = new ArrayList<>();
    for (Map.Entry<String, JsonNode> field : overlays.properties()) {
      if (!field.getKey().matches("[A-Za-z0-9][A-Za-z0-9._+-]*")) {
        throw new UserError(
            "row '%s': a row's name is letters, digits, '.', '_', '+' and '-'."
                .formatted(Shown.word(field.getKey())));
      }
      if (field.getKey().length() > LONGEST_NAME) {
        throw new UserError(
            "row '%s': a row's name has at most %d characters, as files are named by it."
                .formatted(Shown.word(field.getKey()), LONGEST_NAME));
      }
      JsonNode overlay = isNothing(field.getValue()) ? Trees.NODES.objectNode() : field.getValue();
      if (!(overlay instanceof ObjectNode mapping)) {
        throw Records.wrong("row '" + field.getKey() + "'", "a mapping", overlay);
      }
      rows.addAll(rowReader.read(field.getKey(), base, mapping, settings, true));
    }
    return rows;
  }

  /** The parser takes a key without a value for an empty text. */
  private static boolean isNothing(JsonNode node) {
    return node.isNull() || node.isTextual() && node.asText().isEmpty();
  }

  private static String text(ObjectNode tree, String key, String fallback) {
    return tree.hasNonNull(key) ? Scalars.text(tree.get(key), key) : fallback;
  }

  private static List<Long> seeds(JsonNode node) {
    if (node.isMissingNode()) {
      return List.of(1L);
    }
    if (!node.isArray() || node.isEmpty()) {
      throw Records.wrong("seeds", "a list of whole numbers, as [1, 2, 3]", node);
    }
    List<Long> seeds = new ArrayList<>();
    for (int i = 0; i < node.size(); i++) {
      seeds.add(Scalars.whole(node.get(i), "seeds[" + i + "]", Long.MIN_VALUE, Long.MAX_VALUE));
    }
    if (new TreeSet<>(seeds).size() < seeds.size()) {
      throw new UserError("seeds: each must occur once, got " + seeds + ".");
    }
    return seeds;
  }
}
