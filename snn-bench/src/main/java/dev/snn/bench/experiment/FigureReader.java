package dev.snn.bench.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.api.plugin.UserError;
import dev.snn.bench.experiment.ExperimentFile.Axes;
import dev.snn.bench.experiment.ExperimentFile.Figure;
import dev.snn.bench.experiment.ExperimentFile.Row;
import dev.snn.engine.tree.Records;
import dev.snn.engine.tree.Scalars;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the figures of a table. What columns a table has is known when its runs are over, so that
 * their names are not looked at here.
 */
final class FigureReader {
  private static final List<String> KEYS = List.of("x", "y", "log", "whole", "curves");

  private final NamedRows rows;

  FigureReader(NamedRows rows) {
    this.rows = rows;
  }

  List<Figure> read(JsonNode node) {
    if (node.isMissingNode()) {
      return List.of();
    }
    if (!node.isArray()) {
      throw Records.wrong(
          "figures", "a list of pairs of columns, as [{x: connectivity, y: accuracy}]", node);
    }
    List<Figure> figures = new ArrayList<>();
    for (int i = 0; i < node.size(); i++) {
      String path = "figures[" + i + "]";
      if (!(node.get(i) instanceof ObjectNode mapping)) {
        throw Records.wrong(path, "a mapping, as {x: connectivity, y: accuracy}", node.get(i));
      }
      figures.add(figure(mapping, path));
    }
    return figures;
  }

  private Figure figure(ObjectNode node, String path) {
    Records.checkKeys(node, KEYS, path);
    for (String key : KEYS.subList(0, 2)) {
      if (!node.has(key)) {
        throw new UserError(
            "%s: '%s' is missing. Write {x: COLUMN, y: COLUMN}, by their names in table.csv."
                .formatted(path, key));
      }
    }
    Axes log =
        node.has("log")
            ? (Axes) Records.decodeValue(Axes.class, node.get("log"), path + ".log")
            : null;
    return new Figure(
        Scalars.text(node.get("x"), path + ".x"),
        Scalars.text(node.get("y"), path + ".y"),
        log,
        node.has("whole") ? whole(node.get("whole"), path + ".whole") : null,
        curves(node.path("curves"), path + ".curves"));
  }

  private Map<String, List<String>> curves(JsonNode node, String path) {
    if (node.isMissingNode()) {
      return Map.of();
    }
    if (!(node instanceof ObjectNode mapping)) {
      throw Records.wrong(path, "a mapping from names to lists of rows", node);
    }
    Map<String, List<String>> curves = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> curve : mapping.properties()) {
      String place = path + "." + curve.getKey();
      if (!curve.getValue().isArray()) {
        throw Records.wrong(place, "a list of rows", curve.getValue());
      }
      List<String> names = new ArrayList<>();
      curve.getValue().forEach(row -> names.addAll(rows(row, place)));
      curves.put(curve.getKey(), names);
    }
    return curves;
  }

  private String whole(JsonNode node, String path) {
    List<String> names = rows(node, path);
    if (names.size() > 1) {
      throw new UserError(
          "%s: must be one row, and '%s' is a grid of %d. Name one of %s."
              .formatted(path, Scalars.text(node, path), names.size(), names));
    }
    return names.get(0);
  }

  /** A row with a grid stands for its rows. */
  private List<String> rows(JsonNode node, String path) {
    String name = Scalars.text(node, path);
    List<String> names = rows.of(name).stream().map(Row::name).toList();
    if (names.isEmpty()) {
      throw rows.unknown(name, path);
    }
    return names;
  }
}
