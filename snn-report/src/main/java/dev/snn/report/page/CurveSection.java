package dev.snn.report.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.engine.record.RunRecord;
import dev.snn.engine.tree.Trees;
import dev.snn.report.folder.OutputFolder;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Curves of each run: scores and losses by epoch, and of the final epoch what has a value for each
 * delay or step. A curve of a single point is none.
 */
final class CurveSection {
  private static final String EPOCH = "epoch";

  private final OutputFolder folder;
  private final Map<String, ObjectNode> figures = new LinkedHashMap<>();

  private CurveSection(OutputFolder folder) {
    this.folder = folder;
  }

  static ArrayNode of(OutputFolder folder) {
    CurveSection section = new CurveSection(folder);
    folder.records().forEach(section::add);
    section.figures.values().forEach(CurveSection::withoutPoints);
    ArrayNode figures = Trees.NODES.arrayNode();
    section.figures.values().stream().filter(CurveSection::isCurved).forEach(figures::add);
    return figures;
  }

  /** A run that is not trained has a point before the first epoch only, which is no curve. */
  private static void withoutPoints(ObjectNode figure) {
    Iterator<JsonNode> all = figure.path("series").iterator();
    while (all.hasNext()) {
      JsonNode x = all.next().path("x");
      if (x.size() == 1 && x.path(0).asDouble() == 0) {
        all.remove();
      }
    }
  }

  private static boolean isCurved(ObjectNode figure) {
    for (JsonNode series : figure.path("series")) {
      if (series.path("x").size() > 1) {
        return true;
      }
    }
    return false;
  }

  private void add(RunRecord record) {
    JsonNode epochs = record.tree().path("epochs");
    record.metricUnits().keySet().forEach(m -> scores(record, epochs, m));
    for (JsonNode epoch : epochs) {
      double number = epoch.path("number").asDouble();
      point(record, "training loss", EPOCH, "", number, epoch.path("train_loss"));
      point(record, "readout spikes per example", EPOCH, "", number, epoch.path("readout_spikes"));
    }
    JsonNode last = record.tree().path("final");
    for (Map.Entry<String, JsonNode> variant : last.path("scores").properties()) {
      int at = variant.getKey().indexOf('@');
      if (at > 0 && isIndexed(variant.getValue())) {
        String x = variant.getKey().substring(at + 1);
        variant
            .getValue()
            .properties()
            .forEach(
                p ->
                    point(
                        record,
                        "final score by " + x + ", " + variant.getKey().substring(0, at),
                        x,
                        "",
                        Double.parseDouble(p.getKey()),
                        p.getValue()));
      }
    }
    for (Map.Entry<String, JsonNode> curve : last.path("by_step").properties()) {
      String unit = record.metricUnits().getOrDefault(curve.getKey(), "");
      for (int k = 0; k < curve.getValue().size(); k++) {
        JsonNode value = curve.getValue().get(k);
        point(record, curve.getKey() + " after so many steps, test", "step", unit, k + 1, value);
      }
    }
  }

  private void scores(RunRecord record, JsonNode epochs, String metric) {
    for (String variant : new String[] {"test", "validation", "test@shuffled"}) {
      for (JsonNode epoch : epochs) {
        point(
            record,
            metric + ", " + variant.replace("test@shuffled", "test shuffled in time"),
            EPOCH,
            record.metricUnits().get(metric),
            epoch.path("number").asDouble(),
            epoch.path("scores").path(variant).path(metric));
      }
    }
  }

  private static boolean isIndexed(JsonNode scores) {
    return !scores.isEmpty()
        && scores.properties().stream().allMatch(p -> Values.isNumber(p.getKey()));
  }

  private void point(
      RunRecord record, String name, String x, String unit, double at, JsonNode value) {
    if (!value.isNumber()) {
      return;
    }
    ObjectNode figure =
        figures.computeIfAbsent(
            name,
            key -> {
              ObjectNode fresh = Trees.NODES.objectNode();
              fresh.put("name", name).put("x", x).put("percent", "fraction".equals(unit));
              fresh.putArray("series");
              return fresh;
            });
    ArrayNode all = (ArrayNode) figure.get("series");
    JsonNode last = all.isEmpty() ? null : all.get(all.size() - 1);
    String row = folder.name(record);
    ObjectNode series;
    if (last != null
        && last.path("row").asText().equals(row)
        && last.path("seed").asLong() == record.id().seed()) {
      series = (ObjectNode) last;
    } else {
      series = all.addObject().put("row", row).put("seed", record.id().seed());
      series.putArray("x");
      series.putArray("y");
    }
    ((ArrayNode) series.get("x")).add(Values.of(at));
    ((ArrayNode) series.get("y")).add(Values.of(value.asDouble()));
  }
}
