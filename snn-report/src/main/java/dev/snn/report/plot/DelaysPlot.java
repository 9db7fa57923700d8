package dev.snn.report.plot;

import dev.snn.api.plugin.UserError;
import dev.snn.api.procedure.Series;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.knowm.xchart.XYChart;

/** Memory capacity of each delay, mean over seeds, as the procedure memory-capacity records it. */
public final class DelaysPlot {
  private static final int WIDTH = 760;
  private static final String DELAYS = "capacity_by_delay";

  private DelaysPlot() {}

  /**
   * Of the records of an output folder.
   *
   * @param rows to draw, in this order; empty for all
   */
  public static Figure of(Path folder, List<String> rows) {
    Map<String, Map<Long, Series>> byRow =
        SeriesPlot.byRow(folder, Finished.in(folder), DELAYS, List.of());
    if (byRow.isEmpty()) {
      throw new UserError(
          "the records in %s have no capacity by delay. Name a folder of runs of the procedure 'memory-capacity'."
              .formatted(folder));
    }
    if (!rows.isEmpty()) {
      byRow = SeriesPlot.byRow(folder, Finished.in(folder), DELAYS, rows);
    }
    XYChart chart =
        Charts.chart("Capacity of each delay", "delay (samples)", "squared correlation", WIDTH);
    chart.getStyler().setYAxisMin(0.0);
    chart.getStyler().setYAxisDecimalPattern("0.0#");
    SeriesPlot.draw(chart, byRow, 1);
    return new Figure(
        List.of(chart),
        byRow.entrySet().stream().map(row -> line(row.getKey(), row.getValue())).toList());
  }

  private static String line(String row, Map<Long, Series> runs) {
    return String.format(
        Locale.ROOT,
        "%s: capacity %.4f, mean of %d %s",
        row,
        runs.values().stream().mapToDouble(s -> Arrays.stream(s.y()).sum()).average().orElseThrow(),
        runs.size(),
        runs.size() == 1 ? "run" : "runs");
  }
}
