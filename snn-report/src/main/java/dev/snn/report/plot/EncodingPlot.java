package dev.snn.report.plot;

import dev.snn.api.data.Dataset;
import dev.snn.api.data.Samples;
import dev.snn.api.neuron.Pass;
import dev.snn.api.neuron.Spiking;
import dev.snn.api.plugin.UserError;
import dev.snn.api.procedure.Run;
import dev.snn.api.tensor.Arena;
import dev.snn.api.tensor.Signal;
import dev.snn.api.tensor.Spikes;
import dev.snn.api.tensor.Tensor;
import dev.snn.engine.SnnEngine;
import dev.snn.engine.config.RunConfig;
import dev.snn.engine.error.Shown;
import java.awt.BasicStroke;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * What the encoder of a row makes of a test example, in the first draw of the evaluation: the
 * values of the example, and the spikes of each line (or, where it does not spike, its values).
 */
public final class EncodingPlot {
  private static final int WIDTH = 760;
  private static final int LEFT = 340;
  private static final int HEIGHT = 520;
  private static final int MARKER = 4;
  private static final int MOST_LINES = 10;

  private EncodingPlot() {}

  /**
   * Encodes an example and draws it. Nothing is trained.
   *
   * @param config of a row
   * @param example number of a test example, from 0
   * @param seed root seed
   */
  public static Figure of(SnnEngine engine, String row, RunConfig config, int example, long seed) {
    if (config.encoder() == null) {
      throw new UserError(
          "row '%s' has no encoder, so there is nothing to draw. Choose another row."
              .formatted(row));
    }
    return engine
        .runners()
        .usual()
        .explore(config, seed, (run, procedure) -> draw(row, config, run, example));
  }

  private static Figure draw(String row, RunConfig config, Run run, int example) {
    Dataset.Split test = run.dataset().test();
    if (example < 0 || example >= test.size()) {
      throw new UserError(
          "--example: must be between 0 and %d, the last test example, got %d."
              .formatted(test.size() - 1, example));
    }
    Samples samples = test.gather(new int[] {example});
    Pass pass =
        new Pass(
            false,
            Spiking.HARD,
            run.parallel(),
            Arena.HEAP,
            run.seed().key("evaluate"),
            samples.ids(),
            0);
    Signal signal = run.encoder().encode(samples, pass);
    String what =
        run.dataset().info().classes() > 0
            ? "test example %d, class %d".formatted(example, test.label(example))
            : "test example " + example;
    String title = "%s: %s".formatted(config.encoder().entry().name(), what);
    List<XYChart> charts = new ArrayList<>();
    if (samples.values() != null) {
      charts.add(values(samples.values()[0]));
    }
    charts.add(
        signal instanceof Spikes spikes
            ? spikes(title, spikes, config.dt())
            : curves(title, signal.toTensor(), config.dt()));
    return new Figure(charts, List.of(line(row + ", " + title, signal, config.dt())));
  }

  private static XYChart values(float[] values) {
    XYChart chart = Charts.chart("values of the example", "value", "feature", LEFT, HEIGHT);
    double[] x = IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
    double[] y = IntStream.range(0, values.length).asDoubleStream().toArray();
    chart.getStyler().setLegendVisible(false);
    chart.getStyler().setMarkerSize(MARKER);
    chart.getStyler().setYAxisMin(0.0);
    chart.getStyler().setYAxisMax((double) Math.max(1, values.length));
    XYSeries series = chart.addSeries("values", x, y);
    series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Line);
    series.setLineColor(new Color(0xcccccc));
    series.setLineStyle(new BasicStroke(1));
    series.setMarker(SeriesMarkers.CIRCLE);
    series.setMarkerColor(Charts.colour(1));
    return chart;
  }

  static XYChart spikes(String title, Spikes spikes, double dt) {
    DoubleStream.Builder times = DoubleStream.builder();
    DoubleStream.Builder lines = DoubleStream.builder();
    for (int t = 0; t < spikes.steps(); t++) {
      double ms = t * dt;
      spikes.forEach(
          t,
          0,
          (line, count) -> {
            times.add(ms);
            lines.add(line);
          });
    }
    XYChart chart = Charts.chart(title, "time (ms)", "line", WIDTH, HEIGHT);
    chart.getStyler().setDefaultSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
    chart.getStyler().setLegendVisible(false);
    chart.getStyler().setMarkerSize(MARKER);
    chart.getStyler().setXAxisMin(0.0);
    chart.getStyler().setXAxisMax(spikes.steps() * dt);
    chart.getStyler().setYAxisMin(0.0);
    chart.getStyler().setYAxisMax((double) Math.max(1, spikes.size()));
    if (spikes.events() > 0) {
      XYSeries series = chart.addSeries("spikes", times.build().toArray(), lines.build().toArray());
      series.setMarker(SeriesMarkers.CIRCLE);
      series.setMarkerColor(Charts.colour(0));
    }
    return chart;
  }

  private static XYChart curves(String title, Tensor values, double dt) {
    XYChart chart = Charts.chart(title, "time (ms)", "value", WIDTH, HEIGHT);
    double[] times = IntStream.range(0, values.steps()).mapToDouble(t -> t * dt).toArray();
    int shown = Math.min(MOST_LINES, values.size());
    for (int k = 0; k < shown; k++) {
      int line = (int) ((long) k * values.size() / shown);
      XYSeries series =
          chart.addSeries(
              "line " + line,
              times,
              IntStream.range(0, values.steps())
                  .mapToDouble(t -> values.get(t, 0, line))
                  .toArray());
      series.setMarker(values.steps() == 1 ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
    }
    return chart;
  }

  private static String line(String what, Signal signal, double dt) {
    String size = Shown.count(signal.size(), "line");
    if (signal instanceof Spikes spikes) {
      return String.format(
          Locale.ROOT,
          "%s: %s, %.4g ms, %s",
          what,
          size,
          spikes.steps() * dt,
          Shown.count((long) spikes.total(), "spike"));
    }
    return String.format(Locale.ROOT, "%s: %s of values, %.4g ms", what, size, signal.steps() * dt);
  }
}
