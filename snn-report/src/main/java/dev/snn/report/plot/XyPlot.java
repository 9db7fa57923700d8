package dev.snn.report.plot;

import dev.snn.api.plugin.UserError;
import dev.snn.bench.stats.Moments;
import dev.snn.report.folder.CsvTable;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * A column of a CSV file against another: mean and 95 % t interval over the lines with one x. A
 * single line with a column {@code M_mean} takes its interval from {@code M_ci_low} and {@code
 * M_ci_high}, where the file has these.
 */
public final class XyPlot {
  private static final int WIDTH = 640;
  private static final int LEGEND = 160;

  private XyPlot() {}

  /**
   * Of a file; lines without one of the two numbers are left out.
   *
   * @param by column whose values make curves of their own; null for one curve
   */
  public static Figure of(Path file, String x, String y, String by) {
    CsvTable table = CsvTable.read(file);
    table.require(x);
    table.require(y);
    if (by != null) {
      table.require(by);
    }
    Map<String, Map<Double, List<Integer>>> curves = new LinkedHashMap<>();
    for (int k = 0; k < table.lines().size(); k++) {
      double at = table.number(k, x);
      if (Double.isFinite(at) && Double.isFinite(table.number(k, y))) {
        curves
            .computeIfAbsent(by == null ? y : table.text(k, by), key -> new TreeMap<>())
            .computeIfAbsent(at, key -> new ArrayList<>())
            .add(k);
      }
    }
    if (curves.isEmpty()) {
      throw new UserError(
          "%s has no line with numbers in both '%s' and '%s'.".formatted(file, x, y));
    }
    XYChart chart = Charts.chart(y + " against " + x, x, y, by == null ? WIDTH : WIDTH + LEGEND);
    chart.getStyler().setLegendVisible(by != null);
    chart
        .getStyler()
        .setXAxisLogarithmic(
            Charts.isWide(
                curves.values().stream()
                    .flatMap(curve -> curve.keySet().stream())
                    .mapToDouble(Double::doubleValue)
                    .toArray()));
    List<String> lines = new ArrayList<>();
    curves.forEach(
        (name, curve) -> {
          String prefix = by == null ? "" : by + " " + name + ", ";
          draw(chart, name, table, curve, y);
          curve.forEach((at, of) -> lines.add(prefix + line(table, x, at, y, of)));
        });
    return new Figure(List.of(chart), lines);
  }

  private static void draw(
      XYChart chart, String name, CsvTable table, Map<Double, List<Integer>> curve, String y) {
    double[] xs = curve.keySet().stream().mapToDouble(Double::doubleValue).toArray();
    double[] means = new double[xs.length];
    double[] halves = new double[xs.length];
    for (int k = 0; k < xs.length; k++) {
      Moments moments = moments(table, curve.get(xs[k]), y);
      double half = half(table, curve.get(xs[k]), y, moments);
      means[k] = moments.mean();
      halves[k] = Double.isFinite(half) ? half : 0;
    }
    XYSeries series = chart.addSeries(name.isEmpty() ? "(empty)" : name, xs, means, halves);
    series.setMarker(SeriesMarkers.CIRCLE);
  }

  private static String line(CsvTable table, String x, double at, String y, List<Integer> of) {
    Moments moments = moments(table, of, y);
    double half = half(table, of, y, moments);
    String interval = Double.isFinite(half) ? String.format(Locale.ROOT, " +- %.3g", half) : "";
    return String.format(
        Locale.ROOT,
        "%s %s: %s %.6g%s, n = %d",
        x,
        text(at),
        y,
        moments.mean(),
        interval,
        moments.n());
  }

  private static Moments moments(CsvTable table, List<Integer> lines, String y) {
    return Moments.of(lines.stream().map(k -> table.number(k, y)).toList());
  }

  private static double half(CsvTable table, List<Integer> lines, String y, Moments moments) {
    if (lines.size() > 1 || !y.endsWith("_mean")) {
      return moments.halfInterval();
    }
    String metric = y.substring(0, y.length() - "_mean".length());
    int only = lines.get(0);
    return (table.number(only, metric + "_ci_high") - table.number(only, metric + "_ci_low")) / 2;
  }

  /** "10" and "0.5", not "10.0". */
  private static String text(double value) {
    return new BigDecimal(String.valueOf(value)).stripTrailingZeros().toPlainString();
  }
}
