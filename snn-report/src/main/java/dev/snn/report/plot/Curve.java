package dev.snn.report.plot;

import dev.snn.api.procedure.Series;
import dev.snn.bench.stats.Moments;
import java.awt.BasicStroke;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;

/** Values over a horizontal axis: mean and 95 % t interval of those at one place. */
final class Curve {
  private static final float LINE = 1.6f;

  private final SortedMap<Double, List<Double>> values = new TreeMap<>();

  void add(double x, double y) {
    values.computeIfAbsent(x, key -> new ArrayList<>()).add(y);
  }

  /** Adds a series, its values times a factor. */
  void add(Series series, int factor) {
    double[] x = series.x();
    double[] y = series.y();
    for (int k = 0; k < x.length; k++) {
      add(x[k], factor * y[k]);
    }
  }

  /** The last place. */
  double last() {
    return values.lastKey();
  }

  /** The mean at the last place. */
  double lastMean() {
    return Moments.of(values.get(last())).mean();
  }

  /** Draws it with intervals. */
  void draw(XYChart chart, String name, int colour) {
    double[] xs = values.keySet().stream().mapToDouble(Double::doubleValue).toArray();
    double[] means = new double[xs.length];
    double[] halves = new double[xs.length];
    for (int k = 0; k < xs.length; k++) {
      Moments moments = Moments.of(values.get(xs[k]));
      means[k] = moments.mean();
      halves[k] = Double.isFinite(moments.halfInterval()) ? moments.halfInterval() : 0;
    }
    XYSeries series = chart.addSeries(name, xs, means, halves);
    series.setMarker(Charts.marker(colour));
    series.setMarkerColor(Charts.colour(colour));
    series.setLineColor(Charts.colour(colour));
    series.setLineStyle(new BasicStroke(LINE));
  }

  /** A line for each place: {@code prefix x: mean +- half, n = 5}. */
  List<String> lines(String prefix) {
    List<String> lines = new ArrayList<>();
    for (Map.Entry<Double, List<Double>> at : values.entrySet()) {
      Moments moments = Moments.of(at.getValue());
      String interval =
          Double.isFinite(moments.halfInterval())
              ? String.format(Locale.ROOT, " +- %.3g", moments.halfInterval())
              : "";
      lines.add(
          String.format(
              Locale.ROOT,
              "%s %.4g: %.6g%s, n = %d",
              prefix,
              at.getKey(),
              moments.mean(),
              interval,
              moments.n()));
    }
    return lines;
  }
}
