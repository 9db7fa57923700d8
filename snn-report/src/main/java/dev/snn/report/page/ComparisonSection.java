package dev.snn.report.page;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.engine.tree.Trees;
import dev.snn.report.folder.CsvTable;
import dev.snn.report.folder.OutputFolder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The comparisons; the last epoch of each pair is marked. */
final class ComparisonSection {
  private ComparisonSection() {}

  static ArrayNode of(OutputFolder folder) {
    CsvTable table = folder.comparisons();
    Map<String, String> units = new LinkedHashMap<>();
    folder.records().forEach(record -> units.putAll(record.metricUnits()));
    Map<String, Double> last = new LinkedHashMap<>();
    for (int k = 0; k < table.lines().size(); k++) {
      last.merge(pair(table, k), table.number(k, "epoch"), Math::max);
    }
    ArrayNode lines = Trees.NODES.arrayNode();
    for (int k = 0; k < table.lines().size(); k++) {
      ObjectNode line = lines.addObject();
      for (String field : table.lines().get(k).keySet()) {
        line.set(field, Values.of(table.text(k, field)));
      }
      line.put("a", table.text(k, "a")).put("b", table.text(k, "b"));
      line.put("percent", "fraction".equals(units.get(table.text(k, "metric"))));
      line.put("last", table.number(k, "epoch") == last.get(pair(table, k)));
    }
    return lines;
  }

  private static String pair(CsvTable table, int line) {
    return List.of(
            table.text(line, "experiment"),
            table.text(line, "a"),
            table.text(line, "b"),
            table.text(line, "metric"))
        .toString();
  }
}
