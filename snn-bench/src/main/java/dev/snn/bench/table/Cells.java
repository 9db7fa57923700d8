package dev.snn.bench.table;

import com.fasterxml.jackson.databind.JsonNode;
import dev.snn.bench.experiment.ExperimentFile.Cell;
import dev.snn.bench.experiment.PartNames;
import dev.snn.engine.tree.Trees;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The places of rows in grids, with the short names that the names of the rows have in place of
 * parts.
 *
 * @param cells by the name of the row
 * @param values of each option of each grid, in the order of its list
 */
record Cells(Map<String, Cell> cells, Map<String, List<JsonNode>> values) {

  static Cells of(Map<String, Cell> cells) {
    Map<String, List<JsonNode>> values = new LinkedHashMap<>();
    for (Cell cell : cells.values()) {
      cell.values()
          .forEach(
              (option, value) -> {
                List<JsonNode> seen =
                    values.computeIfAbsent(key(cell, option), k -> new ArrayList<>());
                if (!seen.contains(value)) {
                  seen.add(value);
                }
              });
    }
    return new Cells(cells, values);
  }

  /** The place of a row; null where it has none. */
  Cell named(String row) {
    Cell cell = cells.get(row);
    if (cell == null) {
      return null;
    }
    Map<String, JsonNode> named = new LinkedHashMap<>();
    cell.values().forEach((option, value) -> named.put(option, named(cell, option, value)));
    return new Cell(cell.row(), named);
  }

  private JsonNode named(Cell cell, String option, JsonNode value) {
    if (value.isValueNode()) {
      return value;
    }
    List<JsonNode> all = values.get(key(cell, option));
    return Trees.NODES.textNode(
        PartNames.isNamed(value)
            ? PartNames.tellingApart(all).get(all.indexOf(value))
            : PartNames.alone(value));
  }

  private static String key(Cell cell, String option) {
    return cell.row() + "\n" + option;
  }
}
