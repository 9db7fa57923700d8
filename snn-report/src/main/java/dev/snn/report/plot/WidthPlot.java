package dev.snn.report.plot;

import com.fasterxml.jackson.databind.JsonNode;
import dev.snn.api.plugin.UserError;
import dev.snn.engine.error.Hint;
import dev.snn.engine.record.RunRecord;
import dev.snn.report.folder.Spread;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.knowm.xchart.XYChart;

/**
 * Metrics against the width of the distribution of an option: its deviation over its mean, 0 for a
 * constant. Runs that differ in more than that width and the seed make lines of their own.
 */
public final class WidthPlot {
  private static final int WIDTH = 520;
  private static final int LEGEND = 190;

  /** Widths below this are those of a constant. */
  private static final double NONE = 1e-9;

  private WidthPlot() {}

  /**
   * Of the records of an output folder.
   *
   * @param option path of the option in the configuration, as {@code training.reservoir.tau_mem}
   * @param metrics one chart each
   * @param difference true for the difference to the constant of the same line and seed
   */
  public static Figure of(Path folder, String option, List<String> metrics, boolean difference) {
    List<RunRecord> records =
        Finished.in(folder).stream()
            .filter(r -> !Spread.at(r.config(), option).isMissingNode())
            .toList();
    if (records.isEmpty()) {
      throw new UserError(
          "the records in %s have no option '%s'. Give its path, as training.reservoir.tau_mem."
              .formatted(folder, option));
    }
    Map<RunRecord, String> series = SeriesNames.of(records, option);
    List<XYChart> charts = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    for (String metric : metrics) {
      Map<String, Curve> curves = curves(records, series, option, metric, difference);
      if (curves.isEmpty()) {
        throw new UserError(missing(folder, records, metric, difference));
      }
      boolean last = metric.equals(metrics.get(metrics.size() - 1)) && curves.size() > 1;
      XYChart chart =
          Charts.chart(
              difference ? metric + ", difference to equal values" : metric,
              "width of " + option.substring(option.lastIndexOf('.') + 1) + " (deviation / mean)",
              metric,
              last ? WIDTH + LEGEND : WIDTH);
      chart.getStyler().setLegendVisible(last);
      curves.forEach(
          (name, curve) -> {
            curve.draw(chart, name, chart.getSeriesMap().size());
            lines.addAll(
                curve.lines(
                    metric + (name.equals(SeriesNames.ALL) ? "" : ", " + name) + ", width"));
          });
      charts.add(chart);
    }
    return new Figure(charts, lines);
  }

  private static Map<String, Curve> curves(
      List<RunRecord> records,
      Map<RunRecord, String> series,
      String option,
      String metric,
      boolean difference) {
    Map<String, Double> constants = new LinkedHashMap<>();
    for (RunRecord record : records) {
      Double value = record.finalScores("test").get(metric);
      if (value != null && width(record, option) < NONE) {
        constants.put(series.get(record) + "/" + record.id().seed(), value);
      }
    }
    Map<String, Curve> curves = new LinkedHashMap<>();
    for (RunRecord record : records) {
      Double value = record.finalScores("test").get(metric);
      String name = series.get(record);
      Double base = difference ? constants.get(name + "/" + record.id().seed()) : Double.valueOf(0);
      boolean shown = value != null && base != null;
      if (shown && !(difference && width(record, option) < NONE)) {
        curves.computeIfAbsent(name, key -> new Curve()).add(width(record, option), value - base);
      }
    }
    return curves;
  }

  private static double width(RunRecord record, String option) {
    JsonNode value = Spread.at(record.config(), option);
    return Spread.of(value).width();
  }

  private static String missing(
      Path folder, List<RunRecord> records, String metric, boolean difference) {
    List<String> known =
        records.stream().flatMap(r -> r.metricUnits().keySet().stream()).distinct().toList();
    if (difference && known.contains(metric)) {
      return "the records in %s have no constant value to compare distributions with. Leave out --difference, or add a row with one."
          .formatted(folder);
    }
    return "the records in %s have no metric '%s'.%s Metrics: %s."
        .formatted(folder, metric, Hint.didYouMean(metric, known), String.join(", ", known));
  }
}
