package dev.snn.report.page;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.engine.tree.Trees;
import dev.snn.report.folder.CsvTable;
import dev.snn.report.folder.OutputFolder;
import dev.snn.report.folder.ParetoFront;
import dev.snn.report.folder.ParetoFront.Point;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a row achieves against its spikes: accuracy against readout spikes per example, or where
 * there is no accuracy the first score that is better when higher, against the spikes there are.
 */
final class ParetoSection {
  private static final List<String> COSTS =
      List.of("spikes_per_example", "spikes_per_neuron_mean", "rate_hz_mean");

  private ParetoSection() {}

  static ObjectNode of(OutputFolder folder) {
    ObjectNode tree = Trees.NODES.objectNode();
    for (String cost : COSTS) {
      for (String gain : gains(folder)) {
        List<Point> points = points(folder, cost, gain);
        if (!points.isEmpty()) {
          return fill(tree, folder, cost, gain, points);
        }
      }
    }
    return tree;
  }

  private static Set<String> gains(OutputFolder folder) {
    Set<String> gains = new LinkedHashSet<>();
    gains.add("accuracy");
    folder
        .records()
        .forEach(
            record ->
                record.metricUnits().keySet().stream()
                    .filter(m -> record.higherIsBetter(m).equals(Optional.of(true)))
                    .filter(m -> !m.contains("per_spike"))
                    .forEach(gains::add));
    return gains;
  }

  private static ObjectNode fill(
      ObjectNode tree, OutputFolder folder, String cost, String gain, List<Point> points) {
    boolean percent =
        folder.records().stream().anyMatch(r -> "fraction".equals(r.metricUnits().get(gain)));
    tree.put("gain", gain).put("percent", percent);
    tree.put("cost", cost.replaceFirst("_mean$", "").replace('_', ' '));
    Set<Point> front = new HashSet<>(ParetoFront.of(points));
    ArrayNode list = tree.putArray("points");
    for (Point point : points) {
      ObjectNode node = list.addObject().put("row", point.name());
      node.set("x", Values.of(point.cost()));
      node.set("y", Values.of(point.gain()));
      node.set("low", Values.of(point.low()));
      node.set("high", Values.of(point.high()));
      node.put("front", front.contains(point));
    }
    return tree;
  }

  private static List<Point> points(OutputFolder folder, String cost, String gain) {
    CsvTable table = folder.table();
    List<Point> points = new ArrayList<>();
    for (int k = 0; k < table.lines().size(); k++) {
      double x = table.number(k, cost);
      double y = table.number(k, gain + "_mean");
      if (Double.isFinite(x) && Double.isFinite(y)) {
        points.add(
            new Point(
                folder.name(table.text(k, "experiment"), table.text(k, "row")),
                x,
                y,
                table.number(k, gain + "_ci_low"),
                table.number(k, gain + "_ci_high")));
      }
    }
    return points;
  }
}
