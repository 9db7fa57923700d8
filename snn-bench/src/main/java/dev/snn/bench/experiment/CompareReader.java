package dev.snn.bench.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.api.plugin.UserError;
import dev.snn.api.procedure.Decisions;
import dev.snn.bench.experiment.ExperimentFile.Comparison;
import dev.snn.bench.experiment.ExperimentFile.Expectation;
import dev.snn.bench.experiment.ExperimentFile.Row;
import dev.snn.bench.experiment.ExperimentFile.Test;
import dev.snn.engine.config.RunResolver;
import dev.snn.engine.tree.Records;
import dev.snn.engine.tree.Scalars;
import java.util.ArrayList;
import java.util.List;

/** Reads the pairs of rows to compare, and what is claimed of them. */
final class CompareReader {
  private static final List<String> KEYS =
      List.of("a", "b", "metric", "expect", "margin", "test", "window");

  /** Samples of each window, where nothing is said. */
  private static final int WINDOW = 500;

  private final RunResolver resolver;
  private final NamedRows rows;

  CompareReader(RunResolver resolver, NamedRows rows) {
    this.resolver = resolver;
    this.rows = rows;
  }

  List<Comparison> read(JsonNode node) {
    if (node.isMissingNode()) {
      return List.of();
    }
    if (!node.isArray()) {
      throw Records.wrong("compare", "a list of pairs, as [[a, b], [a, a@shuffled]]", node);
    }
    List<Comparison> pairs = new ArrayList<>();
    for (int i = 0; i < node.size(); i++) {
      String path = "compare[" + i + "]";
      JsonNode pair = node.get(i);
      if (pair instanceof ObjectNode mapping) {
        pairs.addAll(unfolded(comparison(mapping, path), path));
      } else if (pair.isArray() && pair.size() == 2) {
        pairs.addAll(
            unfolded(new Comparison(side(pair.get(0), path), side(pair.get(1), path)), path));
      } else {
        throw Records.wrong(path, "a pair, as [a, b]", pair);
      }
    }
    return pairs;
  }

  /** A row with a grid stands for its rows; two grids meet where the options of both agree. */
  private List<Comparison> unfolded(Comparison pair, String path) {
    List<Comparison> pairs = new ArrayList<>();
    for (Row a : rows(pair.a())) {
      for (Row b : rows(pair.b())) {
        if (a.cell() == null || b.cell() == null || GridReader.agree(a.cell(), b.cell())) {
          requireSameData(pair, a, b, path);
          pairs.add(pair.of(a.name() + variant(pair.a()), b.name() + variant(pair.b())));
        }
      }
    }
    if (pairs.isEmpty()) {
      throw new UserError(
          "%s: the grids of '%s' and '%s' have no values in common."
              .formatted(path, row(pair.a()), row(pair.b())));
    }
    return pairs;
  }

  private static void requireSameData(Comparison pair, Row a, Row b, String path) {
    if (pair.isOfDecisions() && !a.config().dataset().tree().equals(b.config().dataset().tree())) {
      throw new UserError(
          "%s: 'test: mcnemar' compares decisions on the same samples, and rows '%s' and '%s' have different data sets. Write [a, b] for a t-test over seeds."
              .formatted(path, a.name(), b.name()));
    }
  }

  private List<Row> rows(String side) {
    return rows.of(row(side));
  }

  private static String variant(String side) {
    return side.substring(row(side).length());
  }

  private Comparison comparison(ObjectNode node, String path) {
    Records.checkKeys(node, KEYS, path);
    for (String key : KEYS.subList(0, 2)) {
      if (!node.has(key)) {
        throw new UserError(
            "%s: '%s' is missing. Write {a: ROW, b: ROW, metric: NAME, expect: above}."
                .formatted(path, key));
      }
    }
    String a = side(node.get("a"), path + ".a");
    String b = side(node.get("b"), path + ".b");
    if (node.has("test")) {
      return decisions(node, a, b, path);
    }
    if (node.has("window")) {
      throw new UserError(
          "%s: 'window' goes with 'test: mcnemar' only. Write {a: ROW, b: ROW, test: mcnemar, window: %d}."
              .formatted(path, WINDOW));
    }
    String metric = node.has("metric") ? metric(node.get("metric"), a, path + ".metric") : null;
    Expectation expect =
        node.has("expect")
            ? (Expectation)
                Records.decodeValue(Expectation.class, node.get("expect"), path + ".expect")
            : null;
    double margin = node.has("margin") ? margin(node, metric, expect, path) : Double.NaN;
    return new Comparison(a, b, metric, expect, margin);
  }

  private Comparison decisions(ObjectNode node, String a, String b, String path) {
    Test test = (Test) Records.decodeValue(Test.class, node.get("test"), path + ".test");
    for (String other : List.of("metric", "expect", "margin")) {
      if (node.has(other)) {
        throw new UserError(
            "%s: '%s' does not go with 'test: mcnemar', which compares decisions on single samples. Write {a: ROW, b: ROW, test: mcnemar, window: %d}."
                .formatted(path, other, WINDOW));
      }
    }
    for (String side : List.of(a, b)) {
      if (!side.equals(row(side))) {
        throw new UserError(
            "%s: 'test: mcnemar' compares decisions as they were made, and '%s' is shuffled. Name '%s'."
                .formatted(path, side, row(side)));
      }
      for (Row meant : rows(side)) {
        if (!resolver.decides(meant.config())) {
          throw new UserError(
              "%s: 'test: mcnemar' needs which test samples were predicted right, and the procedure '%s' of row '%s' does not record it. Write [a, b] for a t-test over seeds, or take rows of 'prequential'."
                  .formatted(path, meant.config().training().entry().name(), meant.name()));
        }
      }
    }
    int window =
        node.has("window")
            ? (int) Scalars.whole(node.get("window"), path + ".window", 1, Decisions.MOST)
            : WINDOW;
    return new Comparison(a, b, null, null, Double.NaN, test, window);
  }

  private static double margin(ObjectNode node, String metric, Expectation expect, String path) {
    if (expect != Expectation.SAME) {
      throw new UserError(
          "%s: 'margin' goes with 'expect: same' only. Write {a: ROW, b: ROW, metric: NAME, expect: same, margin: NUMBER}."
              .formatted(path));
    }
    if (metric == null) {
      throw new UserError(
          "%s: 'margin' needs 'metric', whose unit it is in. Write {a: ROW, b: ROW, metric: NAME, expect: same, margin: NUMBER}."
              .formatted(path));
    }
    double margin = Scalars.number(node.get("margin"), path + ".margin");
    if (!(margin > 0 && margin < Double.POSITIVE_INFINITY)) {
      throw new UserError(
          "%s.margin: must be a number above 0, in the unit of '%s', got %s."
              .formatted(path, metric, Scalars.show(node.get("margin"))));
    }
    return margin;
  }

  private String metric(JsonNode node, String side, String path) {
    return MetricName.of(node, rows(side), resolver, path);
  }

  private static String row(String side) {
    return side.replaceFirst("@shuffled$", "");
  }

  private String side(JsonNode node, String path) {
    String side = Scalars.text(node, path);
    String name = row(side);
    List<Row> meant = rows(side);
    if (meant.isEmpty()) {
      throw rows.unknown(side, path);
    }
    if (!side.equals(name) && meant.stream().anyMatch(row -> row.config().decoder() == null)) {
      throw new UserError(
          "%s: '%s': row '%s' has no decoder that reads spikes, so there are none to shuffle. Compare '%s'."
              .formatted(path, side, name, name));
    }
    if (!side.equals(name) && meant.stream().anyMatch(row -> !row.config().shuffleTime())) {
      throw new UserError(
          "%s: '%s' needs 'evaluate: {shuffle_time: true}' in row '%s'."
              .formatted(path, side, name));
    }
    return side;
  }
}
