package dev.snn.report.page;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.bench.table.DecisionTests;
import dev.snn.bench.table.Ranking;
import dev.snn.bench.table.TextWriters;
import dev.snn.engine.tree.Trees;
import dev.snn.report.folder.OutputFolder;
import java.util.List;

/** McNemar's tests and ranks over experiments, as texts that are rounded already. */
final class TestSection {
  private TestSection() {}

  /** Nothing, or a grid with a note. */
  static ArrayNode decisions(OutputFolder folder) {
    ArrayNode list = Trees.NODES.arrayNode();
    DecisionTests tests = folder.whole().decisions();
    if (!tests.isEmpty()) {
      grid(
              list.addObject(),
              tests.lines().isEmpty() ? List.of() : TextWriters.decisions(folder.whole()))
          .put("title", "McNemar's test of the decisions on each sample")
          .set("notes", Trees.of(tests.sentences()));
    }
    return list;
  }

  /** One for each metric. */
  static ArrayNode rankings(OutputFolder folder) {
    ArrayNode list = Trees.NODES.arrayNode();
    for (Ranking ranking : folder.whole().rankings()) {
      ObjectNode node = list.addObject();
      grid(node, ranking.isThere() ? TextWriters.ranks(ranking) : List.of());
      node.put("title", ranking.title());
      node.set("notes", Trees.of(ranking.sentences()));
    }
    return list;
  }

  /** Headers, then lines. */
  private static ObjectNode grid(ObjectNode node, List<List<String>> lines) {
    node.set("columns", Trees.of(lines.stream().limit(1).flatMap(List::stream).toList()));
    ArrayNode rows = node.putArray("rows");
    lines.stream().skip(1).forEach(line -> rows.add(Trees.of(line)));
    return node;
  }
}
