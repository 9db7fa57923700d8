package dev.snn.report.plot;

import dev.snn.api.plugin.UserError;
import dev.snn.bench.stats.Moments;
import dev.snn.bench.table.CsvWriter;
import dev.snn.report.folder.CsvTable;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * A column of a CSV file against another: mean and 95 % t interval over the lines with one x. A
 * single line with a column {@code M_mean} takes its interval from {@code M_ci_low} and {@code
 * M_ci_high}, where the file has these. Lines of different rows of a table are never averaged.
 */
public final class XyPlot {
  private static final int WIDTH = 640;
  private static final int LEGEND = 160;
  private static final String ROW = "row";
  private static final List<String> NAMES = List.of("experiment", ROW);

  private XyPlot() {}

  /**
   * Of a file; lines without one of the two numbers are left out.
   *
   * @param by columns whose values make curves of their own; empty for one curve, or one for each
   *     name of a row where the file is a table with several
   */
  public static Figure of(Path file, String x, String y, List<String> by) {
    CsvTable table = CsvTable.read(file);
    table.require(x);
    table.require(y);
    by.forEach(table::require);
    List<Integer> lines =
        IntStream.range(0, table.lines().size())
            .filter(k -> Double.isFinite(table.number(k, x)) && Double.isFinite(table.number(k, y)))
            .boxed()
            .toList();
    List<String> groups = by.isEmpty() && isSeveral(table, lines) ? List.of(CsvWriter.BASE) : by;
    Map<String, Map<Double, List<Integer>>> curves = new LinkedHashMap<>();
    for (int k : lines) {
      curves
          .computeIfAbsent(groups.isEmpty() ? y : name(table, k, groups), key -> new TreeMap<>())
          .computeIfAbsent(table.number(k, x), key -> new ArrayList<>())
          .add(k);
    }
    curves.values().forEach(curve -> curve.forEach((at, of) -> requireOneRow(table, x, at, of)));
    return draw(table, x, y, groups, curves);
  }

  /** True where a table has rows of several names. */
  private static boolean isSeveral(CsvTable table, List<Integer> lines) {
    return lines.stream().map(k -> table.text(k, CsvWriter.BASE)).distinct().count() > 1;
  }

  private static String name(CsvTable table, int line, List<String> groups) {
    String name =
        groups.stream()
            .map(column -> table.text(line, column))
            .filter(text -> !text.isEmpty())
            .collect(Collectors.joining(", "));
    return name.isEmpty() ? "(empty)" : name;
  }

  /** A mean over rows of a table would be one over configurations, not over seeds. */
  private static void requireOneRow(CsvTable table, String x, double at, List<Integer> of) {
    List<String> rows =
        of.stream()
            .map(k -> NAMES.stream().map(c -> table.text(k, c)).collect(Collectors.joining("/")))
            .distinct()
            .toList();
    if (rows.size() > 1) {
      List<String> differ =
          table.lines().get(0).keySet().stream()
              .filter(c -> !c.equals(x) && isName(table, c))
              .filter(c -> of.stream().map(k -> table.text(k, c)).distinct().count() > 1)
              .toList();
      throw new UserError(
          "%s: %d rows have %s %s in one curve (%s and %s), and a mean over rows says nothing. Give them curves of their own: --by %s."
              .formatted(
                  table.file(),
                  rows.size(),
                  x,
                  text(at),
                  table.text(of.get(0), ROW),
                  table.text(of.get(1), ROW),
                  differ.isEmpty() ? ROW : String.join(",", differ)));
    }
  }

  /** True for what tells rows apart: names and options. */
  private static boolean isName(CsvTable table, String column) {
    return List.of("experiment", "dataset", CsvWriter.BASE).contains(column)
        || CsvWriter.options(table.lines().get(0).keySet()).contains(column);
  }

  private static Figure draw(
      CsvTable table,
      String x,
      String y,
      List<String> groups,
      Map<String, Map<Double, List<Integer>>> curves) {
    Path file = table.file();
    String by = groups.isEmpty() ? null : String.join(", ", groups);
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
    XYSeries series = chart.addSeries(name, xs, means, halves);
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
