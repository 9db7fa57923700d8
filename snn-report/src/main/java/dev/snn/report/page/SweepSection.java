package dev.snn.report.page;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.bench.table.SweepTrace;
import dev.snn.engine.tree.Trees;
import dev.snn.report.folder.CsvTable;
import dev.snn.report.folder.OutputFolder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The sweeps: the candidates of each search in order, and the values of each. */
final class SweepSection {
  private SweepSection() {}

  static ArrayNode of(OutputFolder folder) {
    CsvTable table = folder.sweeps();
    Map<String, ObjectNode> sweeps = new LinkedHashMap<>();
    for (int k = 0; k < table.lines().size(); k++) {
      String name = folder.name(table.text(k, "experiment"), table.text(k, "row"));
      ObjectNode sweep = sweeps.computeIfAbsent(name, SweepSection::empty);
      sweep.put("search", table.text(k, "search"));
      if (!table.text(k, "metric").isEmpty()) {
        sweep.put("metric", table.text(k, "metric"));
        sweep.put("direction", table.text(k, "direction"));
      }
      ObjectNode candidate = ((ArrayNode) sweep.get("candidates")).addObject();
      candidate.put("status", table.text(k, "status"));
      for (String field : List.of("candidate", "objective", "best")) {
        candidate.set(field, Values.of(table.text(k, field)));
      }
      ObjectNode values = candidate.putObject("values");
      for (Map.Entry<String, String> cell : table.lines().get(k).entrySet()) {
        if (!SweepTrace.COLUMNS.contains(cell.getKey()) && !cell.getValue().isEmpty()) {
          values.set(cell.getKey(), Values.of(cell.getValue().strip()));
        }
      }
    }
    ArrayNode list = Trees.NODES.arrayNode();
    sweeps.values().forEach(list::add);
    return list;
  }

  private static ObjectNode empty(String name) {
    ObjectNode sweep = Trees.NODES.objectNode().put("row", name);
    sweep.putArray("candidates");
    return sweep;
  }
}
