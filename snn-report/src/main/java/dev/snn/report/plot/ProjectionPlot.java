package dev.snn.report.plot;

import dev.snn.api.plugin.UserError;
import dev.snn.api.procedure.RunFailure;
import dev.snn.bench.Bench;
import dev.snn.bench.experiment.ExperimentFile;
import dev.snn.engine.config.RunConfig;
import dev.snn.engine.progress.ProgressListener;
import dev.snn.engine.record.RunRecord;
import dev.snn.engine.record.Status;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;

/**
 * Readout spikes of test examples of two rows, each on its first two principal components, coloured
 * by class. A row whose decoder reads the window shows the window, the others spike counts.
 */
public final class ProjectionPlot {
  private static final int WIDTH = 520;
  private static final int LEGEND = 70;
  private static final int MARKER = 5;

  private ProjectionPlot() {}

  /**
   * Trains both rows and draws them. Nothing is trained where one of them cannot be.
   *
   * @param rows two names
   * @param seed root seed; null for the first of the file
   * @param file where the figure will be written; refused before the training where it cannot be
   */
  public static Figure of(
      Bench bench,
      ExperimentFile experiment,
      List<String> rows,
      Long seed,
      FigureFile file,
      ProgressListener listener) {
    check(bench, experiment, rows);
    file.requireWritable();
    List<XYChart> charts = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    for (int k = 0; k < rows.size(); k++) {
      boolean last = k == rows.size() - 1;
      Trained trained = train(bench, experiment, rows.get(k), seed, listener);
      Pca pca = Pca.of(trained.points().points());
      charts.add(chart(rows.get(k), trained, pca, last));
      lines.add(
          "%s: %s of %d test examples; PC 1 %s, PC 2 %s of the variance"
              .formatted(
                  rows.get(k),
                  trained.points().what(),
                  trained.points().labels().length,
                  Charts.percent(pca.shares()[0]),
                  Charts.percent(pca.shares()[1])));
    }
    return new Figure(charts, lines);
  }

  private static void check(Bench bench, ExperimentFile experiment, List<String> rows) {
    if (rows.size() != 2 || rows.get(0).equals(rows.get(1))) {
      throw new UserError(
          "--rows takes two different rows, such as --rows rate,vib. Rows of '%s': %s."
              .formatted(experiment.name(), experiment.rowNames()));
    }
    List<ExperimentFile.Row> chosen = rows.stream().map(experiment::choose).toList();
    for (ExperimentFile.Row row : chosen) {
      if (row.config().decoder() == null || row.config().layers().isEmpty()) {
        throw ReadoutPoints.noSpikes(row.name());
      }
    }
    bench.check(
        new ExperimentFile(
            experiment.name(),
            experiment.title(),
            experiment.citation(),
            experiment.seeds(),
            chosen,
            Map.of(),
            List.of(),
            List.of(),
            null));
  }

  private record Trained(ReadoutPoints points, RunRecord record) {}

  private static Trained train(
      Bench bench, ExperimentFile experiment, String row, Long seed, ProgressListener listener) {
    boolean window = readsWindow(experiment.row(row).config());
    AtomicReference<ReadoutPoints> points = new AtomicReference<>();
    RunRecord record =
        bench
            .engine()
            .run(
                Bench.request(experiment, row, seed),
                listener,
                run -> points.set(ReadoutPoints.of(row, run, window)));
    if (record.status() == Status.FAILED) {
      throw new RunFailure("row '%s' failed: %s".formatted(row, record.error()));
    }
    if (record.status() != Status.OK) {
      throw new UserError(record.error());
    }
    return new Trained(points.get(), record);
  }

  private static boolean readsWindow(RunConfig config) {
    return config.decoder().tree().path("on").asText().equals("window");
  }

  private static XYChart chart(String row, Trained trained, Pca pca, boolean legend) {
    Double accuracy = trained.record().finalScores("test").get("accuracy");
    String score = accuracy == null ? "" : ", accuracy " + Charts.percent(accuracy);
    XYChart chart =
        Charts.chart(
            row + ": " + trained.points().what() + score,
            "PC 1 (%s of the variance)".formatted(Charts.percent(pca.shares()[0])),
            "PC 2 (%s of the variance)".formatted(Charts.percent(pca.shares()[1])),
            legend ? WIDTH + LEGEND : WIDTH);
    chart.getStyler().setDefaultSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
    chart.getStyler().setLegendVisible(legend);
    chart.getStyler().setMarkerSize(MARKER);
    int[] labels = trained.points().labels();
    for (int label : Arrays.stream(labels).distinct().sorted().toArray()) {
      double[][] own = of(label, labels, pca.scores());
      String name = label < 0 ? "no class" : String.valueOf(label);
      XYSeries series = chart.addSeries(name, own[0], own[1]);
      series.setMarkerColor(Charts.colour(Math.max(0, label)));
      series.setMarker(Charts.marker(Math.max(0, label)));
    }
    return chart;
  }

  /** Both coordinates of the examples of a class. */
  private static double[][] of(int label, int[] labels, double[][] scores) {
    double[][] own = new double[2][(int) Arrays.stream(labels).filter(l -> l == label).count()];
    int n = 0;
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] == label) {
        own[0][n] = scores[i][0];
        own[1][n++] = scores[i][1];
      }
    }
    return own;
  }
}
