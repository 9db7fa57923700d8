package dev.snn.report.page;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.bench.table.Confusion;
import dev.snn.bench.table.Summary;
import dev.snn.engine.tree.Trees;
import dev.snn.report.folder.OutputFolder;

/** Which class was taken for which, of each row over its runs. */
final class ConfusionSection {
  private ConfusionSection() {}

  static ArrayNode of(OutputFolder folder) {
    ArrayNode list = Trees.NODES.arrayNode();
    for (Summary line : folder.whole().lines()) {
      Confusion confusion = line.confusion();
      if (confusion != null) {
        ObjectNode row = list.addObject().put("row", folder.name(line.experiment(), line.row()));
        row.put("runs", confusion.runs());
        row.set("names", Trees.of(confusion.names()));
        ArrayNode counts = row.putArray("counts");
        for (long[] of : confusion.counts()) {
          ArrayNode cells = counts.addArray();
          for (long count : of) {
            cells.add(count);
          }
        }
      }
    }
    return list;
  }
}
