package dev.snn.report.page;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.api.procedure.Series;
import dev.snn.engine.record.RunRecord;
import dev.snn.engine.tree.Trees;
import dev.snn.report.folder.OutputFolder;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Curves of each run: scores and losses by epoch, and the series of the run and its final epoch. A
 * curve of a single point is none.
 */
final class CurveSection {
  private final OutputFolder folder;
  private final Map<String, ObjectNode> figures = new LinkedHashMap<>();

  private CurveSection(OutputFolder folder) {
    this.folder = folder;
  }

  static ArrayNode of(OutputFolder folder) {
    CurveSection section = new CurveSection(folder);
    for (RunRecord record : folder.records()) {
      for (Series series : record.curves()) {
        if (!isUntrained(series)) {
          section.add(record, series);
        }
      }
    }
    ArrayNode figures = Trees.NODES.arrayNode();
    section.figures.values().stream().filter(CurveSection::isCurved).forEach(figures::add);
    return figures;
  }

  /** A run that is not trained has a point before the first epoch only, which is no curve. */
  private static boolean isUntrained(Series series) {
    return series.size() == 1 && series.x()[0] == 0;
  }

  private static boolean isCurved(ObjectNode figure) {
    for (var series : figure.path("series")) {
      if (series.path("x").size() > 1) {
        return true;
      }
    }
    return false;
  }

  private void add(RunRecord record, Series series) {
    ObjectNode figure = figures.computeIfAbsent(series.name(), key -> figure(series));
    ObjectNode line =
        ((ArrayNode) figure.get("series"))
            .addObject()
            .put("row", folder.name(record))
            .put("seed", record.id().seed());
    ArrayNode x = line.putArray("x");
    ArrayNode y = line.putArray("y");
    double[] places = series.x();
    double[] values = series.y();
    for (int k = 0; k < places.length; k++) {
      if (Double.isFinite(values[k])) {
        x.add(Values.of(places[k]));
        y.add(Values.of(values[k]));
      }
    }
  }

  private static ObjectNode figure(Series series) {
    ObjectNode figure = Trees.NODES.objectNode();
    figure.put("name", series.name()).put("x", series.xName());
    figure.put("percent", series.unit().equals("fraction"));
    figure.putArray("series");
    return figure;
  }
}
