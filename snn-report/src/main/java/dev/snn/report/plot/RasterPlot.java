package dev.snn.report.plot;

import dev.snn.api.plugin.UserError;
import dev.snn.api.procedure.Run;
import dev.snn.api.procedure.RunFailure;
import dev.snn.api.tensor.Spikes;
import dev.snn.bench.Bench;
import dev.snn.bench.experiment.ExperimentFile;
import dev.snn.engine.error.Shown;
import dev.snn.engine.progress.ForwardingListener;
import dev.snn.engine.progress.ProgressListener;
import dev.snn.engine.record.RunId;
import dev.snn.engine.record.RunRecord;
import dev.snn.engine.record.Status;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.DoubleStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Every spike of a network: for a reservoir the first second of its test series, or its first test
 * example; for a network trained by gradients the readout on the first test example.
 */
public final class RasterPlot {
  private static final int WIDTH = 900;
  private static final int HEIGHT = 520;
  private static final int MARKER = 2;

  private RasterPlot() {}

  /**
   * Runs a row and draws it.
   *
   * @param row its name; null where the experiment has one row only
   * @param seed root seed; null for the first of the file
   * @param file where the figure will go
   * @throws RunFailure where the run fails
   */
  public static Figure of(
      Bench bench,
      ExperimentFile experiment,
      String row,
      Long seed,
      FigureFile file,
      ProgressListener listener) {
    String name = experiment.choose(row).name();
    double dt = experiment.choose(row).config().dt();
    file.requireWritable();
    AtomicReference<Spikes> spikes = new AtomicReference<>();
    RunRecord record =
        bench
            .engine()
            .run(
                Bench.request(experiment, name, seed),
                new Listening(listener, spikes),
                run -> spikes.compareAndSet(null, readout(name, run)));
    if (record.status() == Status.FAILED) {
      throw new RunFailure("row '%s' failed: %s".formatted(name, record.error()));
    }
    if (record.status() != Status.OK) {
      throw new UserError(record.error());
    }
    if (spikes.get() == null) {
      throw new UserError(
          "row '%s' has no network that spikes, so there are no spikes to draw. Choose another row."
              .formatted(name));
    }
    return draw(name, spikes.get(), dt);
  }

  private static Spikes readout(String row, Run run) {
    return ReadoutPoints.spikes(row, run, run.dataset().test().gather(new int[] {0}));
  }

  static Figure draw(String row, Spikes spikes, double dt) {
    DoubleStream.Builder times = DoubleStream.builder();
    DoubleStream.Builder units = DoubleStream.builder();
    for (int t = 0; t < spikes.steps(); t++) {
      double ms = t * dt;
      spikes.forEach(
          t,
          0,
          (unit, count) -> {
            times.add(ms);
            units.add(unit);
          });
    }
    XYChart chart = Charts.chart(row, "time (ms)", "neuron", WIDTH, HEIGHT);
    chart.getStyler().setDefaultSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
    chart.getStyler().setLegendVisible(false);
    chart.getStyler().setMarkerSize(MARKER);
    chart.getStyler().setXAxisMin(0.0);
    chart.getStyler().setXAxisMax(spikes.steps() * dt);
    chart.getStyler().setYAxisMin(0.0);
    chart.getStyler().setYAxisMax((double) spikes.size());
    if (spikes.events() > 0) {
      XYSeries series = chart.addSeries("spikes", times.build().toArray(), units.build().toArray());
      series.setMarker(SeriesMarkers.CIRCLE);
      series.setMarkerColor(Charts.colour(0));
    }
    double seconds = spikes.steps() * dt * 1e-3;
    String line =
        String.format(
            Locale.ROOT,
            "%s: %s, %.4g ms, %.0f spikes, %.4g Hz",
            row,
            Shown.count(spikes.size(), "neuron"),
            spikes.steps() * dt,
            spikes.total(),
            spikes.total() / spikes.size() / seconds);
    return new Figure(List.of(chart), List.of(line));
  }

  /** Takes the spikes that are offered. */
  private static final class Listening extends ForwardingListener {
    private final AtomicReference<Spikes> spikes;

    Listening(ProgressListener to, AtomicReference<Spikes> spikes) {
      super(to);
      this.spikes = spikes;
    }

    @Override
    public void raster(RunId id, Supplier<Spikes> offered) {
      spikes.set(offered.get());
    }
  }
}
