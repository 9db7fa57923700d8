package dev.snn.report.page;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.bench.table.TableManifest;
import dev.snn.engine.record.RunId;
import dev.snn.engine.record.RunRecord;
import dev.snn.engine.record.Status;
import dev.snn.engine.tree.Trees;
import dev.snn.report.folder.OutputFolder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Runs without results: failed, skipped, not applicable, or not there; seeds of a reason together.
 */
final class RunSection {
  private RunSection() {}

  static ArrayNode of(OutputFolder folder) {
    Map<String, ObjectNode> groups = new LinkedHashMap<>();
    for (RunRecord record : folder.records()) {
      if (record.status() != Status.OK) {
        add(
            groups,
            folder.name(record),
            record.status().text(),
            record.error(),
            record.id().seed());
      }
    }
    folder
        .manifest()
        .ifPresent(manifest -> manifest.experiments().forEach(e -> missing(folder, e, groups)));
    ArrayNode list = Trees.NODES.arrayNode();
    groups.values().forEach(list::add);
    return list;
  }

  private static void missing(
      OutputFolder folder, TableManifest.Experiment experiment, Map<String, ObjectNode> groups) {
    Set<RunId> own =
        folder.records().stream()
            .filter(experiment::holds)
            .map(RunRecord::id)
            .collect(Collectors.toSet());
    for (String row : experiment.rows().keySet()) {
      for (long seed : experiment.seeds()) {
        if (!own.contains(new RunId(experiment.name(), row, seed))) {
          String name = folder.name(experiment.name(), row);
          add(groups, name, "not run", "there is no record of it", seed);
        }
      }
    }
  }

  private static void add(
      Map<String, ObjectNode> groups, String row, String status, String reason, long seed) {
    ObjectNode group =
        groups.computeIfAbsent(
            String.join("\n", row, status, reason),
            key -> {
              ObjectNode fresh = Trees.NODES.objectNode();
              fresh.put("row", row).put("status", status).put("reason", reason);
              fresh.putArray("seeds");
              return fresh;
            });
    ((ArrayNode) group.get("seeds")).add(seed);
  }
}
