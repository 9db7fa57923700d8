package dev.snn.report.plot;

import dev.snn.api.plugin.UserError;
import dev.snn.report.folder.CsvTable;
import dev.snn.report.folder.OutputFolder;
import dev.snn.report.folder.ParetoFront;
import java.awt.BasicStroke;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Accuracy against readout spikes per example, with 95 % intervals and the Pareto front. */
public final class ParetoPlot {
  private static final int WIDTH = 720;

  /** Beside the plot. */
  private static final int MARGIN = 80;

  private static final int PERCENT = 100;

  /** Empty part of an axis beyond the outermost points. */
  private static final double EDGE = 0.06;

  /** With more points than these, names cover each other. */
  private static final int MANY = 16;

  private ParetoPlot() {}

  /** Of the table of an output folder; rows without one of the two are left out. */
  public static Figure of(Path folder) {
    List<ParetoFront.Point> points = points(folder);
    List<ParetoFront.Point> front = ParetoFront.of(points);
    XYChart chart =
        Charts.chart(
            "Accuracy against spikes", "readout spikes per example", "accuracy (%)", WIDTH);
    chart.getStyler().setLegendPosition(LegendPosition.OutsideS);
    chart.getStyler().setLegendLayout(LegendLayout.Horizontal);
    Map<String, List<ParetoFront.Point>> grids = grids(points);
    if (points.size() > MANY && 2 * grids.size() <= points.size()) {
      drawGrids(chart, grids, points, front);
    } else {
      drawRows(chart, points, front);
    }
    return new Figure(List.of(chart), front.stream().map(ParetoPlot::line).toList());
  }

  /** Front and other rows in two colours, each with its name. */
  private static void drawRows(
      XYChart chart, List<ParetoFront.Point> points, List<ParetoFront.Point> front) {
    setRange(chart, points, ParetoFront.Point::name);
    XYSeries line = series(chart, "Pareto front", front, 0);
    line.setXYSeriesRenderStyle(XYSeriesRenderStyle.Line);
    line.setLineStyle(new BasicStroke(1));
    List<ParetoFront.Point> others = points.stream().filter(p -> !front.contains(p)).toList();
    if (!others.isEmpty()) {
      series(chart, "other rows", others, 1).setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
    }
    label(chart, points, points, front, ParetoFront.Point::name);
  }

  /** A colour for each grid; names, without that of the grid, on the front alone. */
  private static void drawGrids(
      XYChart chart,
      Map<String, List<ParetoFront.Point>> grids,
      List<ParetoFront.Point> points,
      List<ParetoFront.Point> front) {
    setRange(chart, points, ParetoPlot::cell);
    grids.forEach(
        (name, cells) ->
            series(chart, name, cells, chart.getSeriesMap().size())
                .setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter));
    XYSeries line =
        chart.addSeries(
            "Pareto front",
            front.stream().mapToDouble(ParetoFront.Point::cost).toArray(),
            front.stream().mapToDouble(ParetoFront.Point::gain).toArray());
    line.setMarker(SeriesMarkers.NONE);
    line.setLineColor(Charts.GRAY);
    line.setLineStyle(new BasicStroke(1));
    label(chart, front, points, front, ParetoPlot::cell);
  }

  /** Points by what stands before the brackets of their names. */
  private static Map<String, List<ParetoFront.Point>> grids(List<ParetoFront.Point> points) {
    return points.stream()
        .collect(
            Collectors.groupingBy(
                p -> p.name().replaceFirst("\\[.*", ""), LinkedHashMap::new, Collectors.toList()));
  }

  /** What stands within the brackets of a name. */
  private static String cell(ParetoFront.Point point) {
    return point.name().replaceFirst("^[^\\[]*\\[?", "").replaceFirst("\\]$", "");
  }

  /** Fixed bounds with room for names at both ends, since names and their lines move no axis. */
  private static void setRange(
      XYChart chart, List<ParetoFront.Point> points, Function<ParetoFront.Point, String> shown) {
    double[] costs = points.stream().mapToDouble(ParetoFront.Point::cost).toArray();
    double left = DoubleStream.of(costs).min().orElseThrow();
    double right = DoubleStream.of(costs).max().orElseThrow();
    double name =
        points.stream().mapToDouble(p -> Labels.width(shown.apply(p))).max().orElseThrow();
    double room = EDGE + name / Math.max(name, WIDTH - MARGIN - 2 * name);
    XYStyler styler = chart.getStyler();
    styler.setPlotContentSize(1);
    if (Charts.isWide(costs)) {
      styler.setXAxisLogarithmic(true);
      styler.setXAxisMin(left / Math.pow(right / left, room));
      styler.setXAxisMax(right * Math.pow(right / left, room));
    } else {
      double span = right > left ? right - left : Math.max(1, Math.abs(right));
      styler.setXAxisMin(Math.max(left - room * span, -EDGE * span));
      styler.setXAxisMax(right + room * span);
    }
    double low = points.stream().mapToDouble(p -> p.gain() - half(p)).min().orElseThrow();
    double high = points.stream().mapToDouble(p -> p.gain() + half(p)).max().orElseThrow();
    double edge = EDGE * Math.max(1, high - low);
    styler.setYAxisMin(low - edge);
    styler.setYAxisMax(high + edge);
  }

  private static void label(
      XYChart chart,
      List<ParetoFront.Point> named,
      List<ParetoFront.Point> points,
      List<ParetoFront.Point> front,
      Function<ParetoFront.Point, String> shown) {
    Labels labels = new Labels(chart);
    for (ParetoFront.Point point : points) {
      double half = half(point);
      labels.avoidPoint(point.cost(), point.gain() - half, point.gain() + half);
    }
    for (int k = 1; k < front.size(); k++) {
      ParetoFront.Point a = front.get(k - 1);
      ParetoFront.Point b = front.get(k);
      labels.avoidLine(a.cost(), a.gain(), b.cost(), b.gain());
    }
    named.forEach(point -> labels.add(shown.apply(point), point.cost(), point.gain()));
  }

  private static List<ParetoFront.Point> points(Path folder) {
    OutputFolder read = OutputFolder.read(folder);
    CsvTable table = read.table();
    List<ParetoFront.Point> points = new ArrayList<>();
    for (int k = 0; k < table.lines().size(); k++) {
      double spikes = table.number(k, "spikes_per_example");
      double accuracy = PERCENT * table.number(k, "accuracy_mean");
      if (Double.isFinite(spikes) && Double.isFinite(accuracy)) {
        points.add(
            new ParetoFront.Point(
                read.name(table.text(k, "experiment"), table.text(k, "row")),
                spikes,
                accuracy,
                PERCENT * table.number(k, "accuracy_ci_low"),
                PERCENT * table.number(k, "accuracy_ci_high")));
      }
    }
    if (points.isEmpty()) {
      throw new UserError(
          "the table in "
              + folder
              + " has no row with both accuracy and spikes, so there is nothing to draw.");
    }
    return points;
  }

  private static XYSeries series(
      XYChart chart, String name, List<ParetoFront.Point> points, int colour) {
    XYSeries series =
        chart.addSeries(
            name,
            points.stream().mapToDouble(ParetoFront.Point::cost).toArray(),
            points.stream().mapToDouble(ParetoFront.Point::gain).toArray(),
            points.stream().mapToDouble(ParetoPlot::half).toArray());
    series.setMarker(colour % 2 == 0 ? SeriesMarkers.CIRCLE : SeriesMarkers.DIAMOND);
    series.setMarkerColor(Charts.colour(colour));
    series.setLineColor(Charts.colour(colour));
    return series;
  }

  /** Half the interval; 0 where there is none. */
  private static double half(ParetoFront.Point point) {
    double half = (point.high() - point.low()) / 2;
    return Double.isFinite(half) ? half : 0;
  }

  private static String line(ParetoFront.Point point) {
    return String.format(
        Locale.ROOT,
        "Pareto front: %s, %.1f spikes/example, accuracy %.2f %%",
        point.name(),
        point.cost(),
        point.gain());
  }
}
