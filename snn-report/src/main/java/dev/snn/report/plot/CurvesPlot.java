package dev.snn.report.plot;

import dev.snn.api.plugin.UserError;
import dev.snn.bench.stats.Moments;
import dev.snn.engine.error.Hint;
import dev.snn.engine.record.RunRecord;
import java.awt.BasicStroke;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Learning curves: a metric on the test and validation splits per epoch, mean over seeds. Rows that
 * are not trained, such as the majority class, have none.
 */
public final class CurvesPlot {
  private static final int WIDTH = 820;
  private static final int MARGIN = 100;
  private static final int LEGEND_LINE = 20;
  private static final int MARKER = 4;
  private static final float LINE = 1.6f;
  private static final BasicStroke SOLID =
      new BasicStroke(LINE, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND);
  private static final BasicStroke DASHED =
      new BasicStroke(LINE, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {5, 4}, 0);

  private CurvesPlot() {}

  /**
   * Of the records of an output folder.
   *
   * @param metric its name, or that of another score of the test split, as {@code connectivity};
   *     null for the first metric of the records
   */
  public static Figure of(Path folder, String metric) {
    List<RunRecord> records = Finished.in(folder);
    Map<String, String> units = new LinkedHashMap<>();
    records.forEach(record -> units.putAll(record.metricUnits()));
    String name = metric == null ? units.keySet().iterator().next() : metric;
    Set<String> known = new LinkedHashSet<>(units.keySet());
    records.forEach(r -> r.scoresByEpoch("test").values().forEach(s -> known.addAll(s.keySet())));
    if (!known.contains(name)) {
      throw new UserError(
          "the records in %s have no metric '%s'.%s Metrics: %s."
              .formatted(
                  folder,
                  name,
                  Hint.didYouMean(name, List.copyOf(known)),
                  String.join(", ", known)));
    }
    Map<String, List<RunRecord>> rows = byRow(records);
    boolean fraction = "fraction".equals(units.get(name));
    XYChart chart =
        Charts.chart(
            "Solid, dots: test; dashed, crosses: validation",
            "epoch",
            name + (fraction ? " (%)" : ""),
            WIDTH,
            Math.max(Charts.HEIGHT, MARGIN + LEGEND_LINE * rows.size()));
    chart.getStyler().setMarkerSize(MARKER);
    List<String> lines = new ArrayList<>();
    rows.forEach((row, own) -> draw(chart, row, own, name, fraction ? 100 : 1, lines));
    if (lines.isEmpty()) {
      throw new UserError(
          "the records in %s have no trained epoch with a score of '%s'.".formatted(folder, name));
    }
    return new Figure(List.of(chart), lines);
  }

  private static Map<String, List<RunRecord>> byRow(List<RunRecord> records) {
    boolean several = records.stream().map(r -> r.id().experiment()).distinct().count() > 1;
    Map<String, List<RunRecord>> byRow = new LinkedHashMap<>();
    for (RunRecord record : records) {
      String row = (several ? record.id().experiment() + "/" : "") + record.id().row();
      byRow.computeIfAbsent(row, key -> new ArrayList<>()).add(record);
    }
    return byRow;
  }

  private static void draw(
      XYChart chart,
      String row,
      List<RunRecord> records,
      String metric,
      int factor,
      List<String> lines) {
    int colour = lines.size();
    Map<Integer, Double> test = means(records, "test", metric, factor);
    if (test.keySet().stream().allMatch(epoch -> epoch == 0)) {
      return;
    }
    add(chart, row, test, SOLID, colour);
    Map<Integer, Double> validation = means(records, "validation", metric, factor);
    if (!validation.isEmpty()) {
      add(chart, row + " (validation)", validation, DASHED, colour).setShowInLegend(false);
    }
    int last = test.keySet().stream().max(Integer::compare).orElseThrow();
    lines.add(
        String.format(
            Locale.ROOT,
            "%s: %s %.2f%s at epoch %d, mean of %d %s",
            row,
            metric,
            test.get(last),
            factor == 1 ? "" : " %",
            last,
            records.size(),
            records.size() == 1 ? "run" : "runs"));
  }

  private static Map<Integer, Double> means(
      List<RunRecord> records, String variant, String metric, int factor) {
    Map<Integer, List<Double>> values = new TreeMap<>();
    for (RunRecord record : records) {
      record
          .scoresByEpoch(variant)
          .forEach(
              (epoch, scores) -> {
                if (scores.containsKey(metric)) {
                  values
                      .computeIfAbsent(epoch, key -> new ArrayList<>())
                      .add(factor * scores.get(metric));
                }
              });
    }
    Map<Integer, Double> means = new TreeMap<>();
    values.forEach((epoch, list) -> means.put(epoch, Moments.of(list).mean()));
    return means;
  }

  private static XYSeries add(
      XYChart chart, String name, Map<Integer, Double> curve, BasicStroke line, int colour) {
    XYSeries series =
        chart.addSeries(name, List.copyOf(curve.keySet()), new ArrayList<>(curve.values()));
    series.setLineColor(Charts.colour(colour));
    series.setLineStyle(line);
    series.setMarkerColor(Charts.colour(colour));
    series.setMarker(line == SOLID ? SeriesMarkers.CIRCLE : SeriesMarkers.CROSS);
    return series;
  }
}
