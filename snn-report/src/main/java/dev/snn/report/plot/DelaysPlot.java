package dev.snn.report.plot;

import dev.snn.api.plugin.UserError;
import dev.snn.engine.error.Hint;
import dev.snn.engine.record.RunRecord;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Memory capacity of each delay, mean over seeds, as the procedure memory-capacity records it. */
public final class DelaysPlot {
  private static final int WIDTH = 760;
  private static final String DELAYS = "test@delays";

  private DelaysPlot() {}

  /**
   * Of the records of an output folder.
   *
   * @param rows to draw, in this order; empty for all
   */
  public static Figure of(Path folder, List<String> rows) {
    List<RunRecord> records =
        Finished.in(folder).stream().filter(r -> r.variants().contains(DELAYS)).toList();
    if (records.isEmpty()) {
      throw new UserError(
          "the records in %s have no capacity by delay. Name a folder of runs of the procedure 'memory-capacity'."
              .formatted(folder));
    }
    List<String> known = records.stream().map(r -> r.id().row()).distinct().toList();
    Map<String, Curve> curves = new LinkedHashMap<>();
    for (String row : rows.isEmpty() ? known : rows) {
      if (!known.contains(row)) {
        throw new UserError(
            "the records in %s have no row '%s'.%s Rows: %s."
                .formatted(folder, row, Hint.didYouMean(row, known), String.join(", ", known)));
      }
      curves.put(row, new Curve());
    }
    Map<String, Map<Long, Double>> sums = new LinkedHashMap<>();
    for (RunRecord record : records) {
      Curve curve = curves.get(record.id().row());
      if (curve != null) {
        Map<String, Double> delays = record.finalScores(DELAYS);
        delays.forEach((delay, r2) -> curve.add(Double.parseDouble(delay), r2));
        sums.computeIfAbsent(record.id().row(), key -> new LinkedHashMap<>())
            .put(
                record.id().seed(),
                delays.values().stream().mapToDouble(Double::doubleValue).sum());
      }
    }
    XYChart chart =
        Charts.chart("Capacity of each delay", "delay (samples)", "squared correlation", WIDTH);
    chart.getStyler().setYAxisMin(0.0);
    chart.getStyler().setYAxisDecimalPattern("0.0#");
    curves.forEach(
        (row, curve) -> {
          curve.draw(chart, row, chart.getSeriesMap().size());
          chart.getSeriesMap().get(row).setMarker(SeriesMarkers.NONE);
        });
    return new Figure(
        List.of(chart), curves.keySet().stream().map(r -> line(r, sums.get(r))).toList());
  }

  private static String line(String row, Map<Long, Double> capacities) {
    return String.format(
        Locale.ROOT,
        "%s: capacity %.4f, mean of %d %s",
        row,
        capacities.values().stream().mapToDouble(Double::doubleValue).average().orElseThrow(),
        capacities.size(),
        capacities.size() == 1 ? "run" : "runs");
  }
}
