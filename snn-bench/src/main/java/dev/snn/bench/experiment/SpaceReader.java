package dev.snn.bench.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.api.plugin.UserError;
import dev.snn.api.search.Dimension;
import dev.snn.api.search.Kind;
import dev.snn.api.search.Space;
import dev.snn.engine.error.Hint;
import dev.snn.engine.tree.Records;
import dev.snn.engine.tree.Scalars;
import dev.snn.engine.tree.Trees;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads the space of a sweep: options by their path, and what each may be. */
final class SpaceReader {
  private static final String UNIFORM = "uniform";
  private static final String LOG = "log_";
  private static final List<String> RANGES =
      List.of(UNIFORM, "log_uniform", "integer", "log_integer");
  private static final List<String> NAMES =
      List.of(UNIFORM, "log_uniform", "integer", "log_integer", "gamma", "normal", "log_normal");
  private static final long LARGEST = 1L << 53;

  private SpaceReader() {}

  static Space read(JsonNode node) {
    if (!(node instanceof ObjectNode mapping) || mapping.isEmpty()) {
      throw Records.wrong(
          "sweep.space",
          "a mapping from options to what they may be, as {training.epochs: [1, 2]}",
          node);
    }
    Map<String, Dimension> dimensions = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> field : mapping.properties()) {
      String path = "sweep.space, " + field.getKey();
      requireOption(field.getKey(), path);
      dimensions.put(field.getKey(), dimension(field.getValue(), path));
    }
    return new Space(dimensions);
  }

  private static void requireOption(String key, String path) {
    List<String> roots =
        ExperimentReader.ROW_KEYS.stream()
            .filter(k -> !List.of("grid", "sweep", "procedure").contains(k))
            .toList();
    String root = key.split("[.\\[]", 2)[0];
    if (!roots.contains(root)) {
      throw new UserError(
          "%s: unknown option '%s'.%s Valid: %s."
              .formatted(path, root, Hint.didYouMean(root, roots), roots));
    }
  }

  private static Dimension dimension(JsonNode node, String path) {
    if (node.isArray()) {
      return choice(node, path);
    }
    if (!(node instanceof ObjectNode mapping) || mapping.size() != 1) {
      throw Records.wrong(path, "a list of values, or one of " + NAMES, node);
    }
    Records.checkKeys(mapping, NAMES, path);
    String name = mapping.fieldNames().next();
    JsonNode inner = mapping.get(name);
    String at = path + "." + name;
    if (inner.isArray() && RANGES.contains(name)) {
      return name.endsWith("integer") ? whole(name, inner, at) : real(name, inner, at);
    }
    if (inner instanceof ObjectNode parameters
        && (name.equals(UNIFORM) || !RANGES.contains(name))) {
      return distribution(Kind.valueOf(name.toUpperCase(Locale.ROOT)), parameters, at);
    }
    throw RANGES.contains(name)
        ? Records.wrong(at, "a range, as [1, 100]", inner)
        : Records.wrong(at, "a mapping", inner);
  }

  private static Dimension choice(JsonNode node, String path) {
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < node.size(); i++) {
      if (node.get(i).isNull()) {
        throw Records.wrong(path + "[" + i + "]", "a value", node.get(i));
      }
      Object value = Trees.plainValue(node.get(i));
      if (values.contains(value)) {
        throw new UserError(
            "%s: each value must occur once, got %s twice."
                .formatted(path, Scalars.show(node.get(i))));
      }
      values.add(value);
    }
    if (values.isEmpty()) {
      throw Records.wrong(path, "a list of values", node);
    }
    return new Dimension.Choice(values);
  }

  private static Dimension.Real real(String name, JsonNode node, String path) {
    requirePair(node, path);
    double low = Scalars.number(node.get(0), path + "[0]");
    double high = Scalars.number(node.get(1), path + "[1]");
    boolean log = name.startsWith(LOG);
    requireOrder(low, high, log, node, path);
    return new Dimension.Real(low, high, log);
  }

  private static Dimension.Whole whole(String name, JsonNode node, String path) {
    requirePair(node, path);
    long low = Scalars.whole(node.get(0), path + "[0]", -LARGEST, LARGEST);
    long high = Scalars.whole(node.get(1), path + "[1]", -LARGEST, LARGEST);
    boolean log = name.startsWith(LOG);
    requireOrder(low, high, log, node, path);
    return new Dimension.Whole(low, high, log);
  }

  private static void requirePair(JsonNode node, String path) {
    if (node.size() != 2) {
      throw Records.wrong(path, "a range of two numbers, as [1, 100]", node);
    }
  }

  private static void requireOrder(
      double low, double high, boolean log, JsonNode node, String path) {
    if (!(Double.isFinite(low) && Double.isFinite(high) && low < high)) {
      throw new UserError(
          "%s: must be two numbers in ascending order, got [%s, %s]."
              .formatted(path, Scalars.show(node.get(0)), Scalars.show(node.get(1))));
    }
    if (log && low <= 0) {
      throw new UserError(
          "%s: must begin above 0 on a logarithmic scale, got %s."
              .formatted(path, Scalars.show(node.get(0))));
    }
  }

  private static Dimension distribution(Kind kind, ObjectNode node, String path) {
    Records.checkKeys(node, kind.parameters(), path);
    List<Dimension.Real> parameters = new ArrayList<>();
    for (String name : kind.parameters()) {
      JsonNode given = node.path(name);
      if (given.isMissingNode()) {
        throw new UserError("%s: '%s' is missing.".formatted(path, name));
      }
      parameters.add(parameter(given, path + "." + name));
    }
    Dimension.Distribution dimension = new Dimension.Distribution(kind, parameters);
    requireAllCorners(dimension, path);
    return dimension;
  }

  /** A number, or a range of numbers. */
  private static Dimension.Real parameter(JsonNode node, String path) {
    if (node instanceof ObjectNode range) {
      Records.checkKeys(range, RANGES.subList(0, 2), path);
      if (range.size() == 1 && range.elements().next().isArray()) {
        String name = range.fieldNames().next();
        return real(name, range.get(name), path + "." + name);
      }
    }
    if (node.isContainerNode()) {
      throw Records.wrong(path, "a number or a range, as {uniform: [1, 5]}", node);
    }
    double value = Scalars.number(node, path);
    return new Dimension.Real(value, value, false);
  }

  /** Refuses a distribution that some of its parameters do not make, as a deviation below 0. */
  private static void requireAllCorners(Dimension.Distribution dimension, String path) {
    int n = dimension.coordinates();
    for (int corner = 0; corner < 1 << n; corner++) {
      double[] unit = new double[n];
      for (int i = 0; i < n; i++) {
        unit[i] = corner >> i & 1;
      }
      try {
        dimension.at(unit, 0);
      } catch (IllegalArgumentException e) {
        throw Records.complaint(e, List.of(), path);
      }
    }
  }
}
