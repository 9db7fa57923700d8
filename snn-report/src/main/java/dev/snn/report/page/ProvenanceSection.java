package dev.snn.report.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.engine.record.RunRecord;
import dev.snn.engine.tree.Trees;
import dev.snn.report.folder.OutputFolder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Where the numbers come from: program, machine, data, plug-ins, seeds, configurations. */
final class ProvenanceSection {
  private ProvenanceSection() {}

  static ObjectNode of(OutputFolder folder) {
    ObjectNode tree = Trees.NODES.objectNode();
    tree.set("environments", distinct(folder, r -> List.of(r.tree().path("environment"))));
    tree.set("datasets", distinct(folder, r -> List.of(r.tree().path("dataset"))));
    tree.set("plugins", distinct(folder, r -> r.tree().path("plugins")));
    ObjectNode seeds = tree.putObject("seeds");
    ArrayNode rows = tree.putArray("configurations");
    folder
        .byRow()
        .forEach(
            (name, records) -> {
              ArrayNode list = seeds.putArray(name);
              records.forEach(r -> list.add(r.id().seed()));
              RunRecord first = records.get(0);
              rows.addObject()
                  .put("row", name)
                  .put("hash", first.configHash())
                  .put("yaml", Trees.yaml(first.config()));
            });
    return tree;
  }

  /** Different values, each with the number of runs that have it. */
  private static ArrayNode distinct(
      OutputFolder folder, Function<RunRecord, Iterable<JsonNode>> field) {
    Map<JsonNode, Integer> counts = new LinkedHashMap<>();
    for (RunRecord record : folder.records()) {
      for (JsonNode value : field.apply(record)) {
        if (!value.isEmpty()) {
          counts.merge(value, 1, Integer::sum);
        }
      }
    }
    ArrayNode list = Trees.NODES.arrayNode();
    counts.forEach((value, n) -> list.addObject().put("runs", n).set("value", value));
    return list;
  }
}
