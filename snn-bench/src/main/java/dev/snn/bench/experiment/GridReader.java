package dev.snn.bench.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import dev.snn.api.plugin.UserError;
import dev.snn.bench.experiment.ExperimentFile.Cell;
import dev.snn.engine.tree.Records;
import dev.snn.engine.tree.Trees;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads {@code grid: {layers[1].size: [4, 10], loss.beta: [0, 0.001]}}: a row for each combination
 * of the values, the last option changing fastest, named as {@code vib[size=4,beta=0.001]}.
 */
final class GridReader {
  private static final int MOST_CELLS = 10_000;

  private GridReader() {}

  /** A cell and the name of its row. */
  record Named(String name, Cell cell) {}

  private record Axis(String path, String label, List<JsonNode> values, List<String> texts) {}

  static List<Named> read(String row, JsonNode grid) {
    if (!grid.isObject() || grid.isEmpty()) {
      throw Records.wrong(
          "grid", "a mapping from options to lists, as {training.epochs: [5, 10]}", grid);
    }
    List<Axis> axes = axes(grid);
    long cells = 1;
    for (Axis axis : axes) {
      cells *= axis.values().size();
      if (cells > MOST_CELLS) {
        throw new UserError(
            "grid: there are more than %d combinations. Give fewer values.".formatted(MOST_CELLS));
      }
    }
    List<Named> named = new ArrayList<>();
    for (int k = 0; k < cells; k++) {
      named.add(cell(row, axes, k));
    }
    return named;
  }

  /** True where the options that both grids have are the same in both cells. */
  static boolean agree(Cell a, Cell b) {
    return a.values().entrySet().stream()
        .filter(option -> b.values().containsKey(option.getKey()))
        .allMatch(option -> same(option.getValue(), b.values().get(option.getKey())));
  }

  private static boolean same(JsonNode a, JsonNode b) {
    return full(a).equals(full(b));
  }

  private static String full(JsonNode value) {
    return value.isValueNode() ? PartNames.text(value) : Trees.canonical(value);
  }

  private static List<Axis> axes(JsonNode grid) {
    List<String> paths = new ArrayList<>();
    grid.fieldNames().forEachRemaining(paths::add);
    List<Axis> axes = new ArrayList<>();
    for (Map.Entry<String, JsonNode> field : grid.properties()) {
      String path = field.getKey();
      JsonNode list = field.getValue();
      String where = "grid, " + path;
      if (!list.isArray() || list.isEmpty()) {
        throw Records.wrong(where, "a list of values", list);
      }
      List<JsonNode> values = new ArrayList<>();
      list.forEach(value -> values.add(number(value)));
      refuseTwice(where, values);
      axes.add(
          new Axis(
              path,
              PartNames.word(Paths.shortest(path, paths)),
              values,
              PartNames.tellingApart(values)));
    }
    return axes;
  }

  private static void refuseTwice(String where, List<JsonNode> values) {
    List<String> seen = new ArrayList<>();
    for (JsonNode value : values) {
      String text = full(value);
      if (seen.contains(text)) {
        throw new UserError(
            "%s: each value must occur once, got %s twice."
                .formatted(where, value.isValueNode() ? text : "a mapping or list"));
      }
      seen.add(text);
    }
  }

  /** YAML takes 1e-3 for text. */
  private static JsonNode number(JsonNode value) {
    return value.isTextual() && value.asText().matches("[-+]?\\d+[eE][-+]?\\d+")
        ? Trees.NODES.numberNode(Double.parseDouble(value.asText()))
        : value;
  }

  private static Named cell(String row, List<Axis> axes, int k) {
    Map<String, JsonNode> values = new LinkedHashMap<>();
    List<String> parts = new ArrayList<>();
    int below = 1;
    for (Axis axis : axes) {
      below *= axis.values().size();
    }
    int rest = k;
    for (Axis axis : axes) {
      below /= axis.values().size();
      int i = rest / below;
      rest %= below;
      values.put(axis.path(), axis.values().get(i));
      parts.add(axis.label() + "=" + axis.texts().get(i));
    }
    return new Named(row + "[" + String.join(",", parts) + "]", new Cell(row, values));
  }
}
