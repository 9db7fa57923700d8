package dev.snn.report.plot;

import dev.snn.api.plugin.UserError;
import dev.snn.api.procedure.Series;
import dev.snn.engine.error.Hint;
import dev.snn.engine.record.RunRecord;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** A curve of the records of each row, mean and 95 % interval over seeds. */
public final class SeriesPlot {
  private static final int WIDTH = 760;
  private static final int PERCENT = 100;

  private SeriesPlot() {}

  /**
   * Of the records of an output folder.
   *
   * @param name of the series; null for the first of the records
   * @param rows to draw, in this order; empty for all that have it
   */
  public static Figure of(Path folder, String name, List<String> rows) {
    List<RunRecord> finished = Finished.in(folder);
    Set<String> names = new LinkedHashSet<>();
    finished.forEach(record -> record.series().forEach(s -> names.add(s.name())));
    if (names.isEmpty()) {
      throw new UserError(
          "the records in %s have no series. 'evaluate: {by_step: true}' measures one; 'plot curves' draws scores by epoch."
              .formatted(folder));
    }
    String chosen = name == null ? names.iterator().next() : name;
    if (!names.contains(chosen)) {
      throw new UserError(
          "the records in %s have no series '%s'.%s Series: %s."
              .formatted(
                  folder,
                  chosen,
                  Hint.didYouMean(chosen, List.copyOf(names)),
                  String.join(", ", names)));
    }
    return draw(chosen, byRow(folder, finished, chosen, rows));
  }

  /** The series of this name of each row; those of a row in the order of its records. */
  static Map<String, Map<Long, Series>> byRow(
      Path folder, List<RunRecord> records, String name, List<String> rows) {
    Map<String, Map<Long, Series>> all = new LinkedHashMap<>();
    for (RunRecord record : records) {
      record
          .series(name)
          .ifPresent(
              series ->
                  all.computeIfAbsent(record.id().row(), row -> new LinkedHashMap<>())
                      .put(record.id().seed(), series));
    }
    if (rows.isEmpty()) {
      return all;
    }
    Map<String, Map<Long, Series>> chosen = new LinkedHashMap<>();
    List<String> known = List.copyOf(all.keySet());
    for (String row : rows) {
      if (!known.contains(row)) {
        throw new UserError(
            "the records in %s have no row '%s'.%s Rows: %s."
                .formatted(folder, row, Hint.didYouMean(row, known), String.join(", ", known)));
      }
      chosen.put(row, all.get(row));
    }
    return chosen;
  }

  private static Figure draw(String name, Map<String, Map<Long, Series>> byRow) {
    Series first = byRow.values().iterator().next().values().iterator().next();
    boolean percent = first.unit().equals("fraction");
    String unit = percent ? "%" : first.unit();
    XYChart chart =
        Charts.chart(
            name.replace('_', ' '),
            first.xName(),
            name + (unit.isEmpty() ? "" : " (" + unit + ")"),
            WIDTH);
    draw(chart, byRow, percent ? PERCENT : 1);
    return new Figure(
        List.of(chart),
        byRow.entrySet().stream()
            .map(row -> line(row.getKey(), name, row.getValue(), percent))
            .toList());
  }

  /** A line with intervals for each row. */
  static void draw(XYChart chart, Map<String, Map<Long, Series>> byRow, int factor) {
    byRow.forEach(
        (row, runs) -> {
          Curve curve = new Curve();
          runs.values().forEach(series -> curve.add(series, factor));
          curve.draw(chart, row, chart.getSeriesMap().size());
          chart.getSeriesMap().get(row).setMarker(SeriesMarkers.NONE);
        });
  }

  private static String line(String row, String name, Map<Long, Series> runs, boolean percent) {
    Curve curve = new Curve();
    runs.values().forEach(series -> curve.add(series, percent ? PERCENT : 1));
    double last = curve.last();
    return String.format(
        Locale.ROOT,
        "%s: %s %.4g%s at %s %s, mean of %d %s",
        row,
        name,
        curve.lastMean(),
        percent ? " %" : "",
        runs.values().iterator().next().xName(),
        String.format(Locale.ROOT, last == Math.rint(last) ? "%.0f" : "%.4g", last),
        runs.size(),
        runs.size() == 1 ? "run" : "runs");
  }
}
