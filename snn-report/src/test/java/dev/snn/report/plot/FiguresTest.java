package dev.snn.report.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.snn.api.plugin.UserError;
import dev.snn.bench.Bench;
import dev.snn.bench.experiment.ExperimentFile;
import dev.snn.engine.SnnEngine;
import dev.snn.engine.progress.ProgressListener;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knowm.xchart.XYChart;

class FiguresTest {
  @TempDir Path dir;

  private Path file(String name, String text) throws IOException {
    Path file = dir.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private String svg(Figure figure) throws IOException {
    Path file = dir.resolve("figure.svg");
    new FigureFile(file).write(figure);
    return Files.readString(file);
  }

  private void record(String row, long seed, double accuracy, Integer spikes) throws IOException {
    file(
        "records/e--%s--seed-%d.json".formatted(row, seed),
        """
        {"schema_version": 1, "experiment": "e", "row": "%s", "seed": %d, "status": "ok",
         "config_hash": "%s", "config": {}, "dataset": {"name": "d"},
         "metrics": [{"name": "accuracy", "unit": "fraction", "higher_is_better": true}],
         "final": {"readout_spikes": %s, "scores": {"test": {"accuracy": %s}}}}
        """
            .formatted(row, seed, row, spikes, accuracy));
  }

  @Test
  void paretoTakesTheTableFromTheRecords() throws IOException {
    record("majority", 1, 0.1, null);
    record("rate", 1, 0.93, 20);
    record("rate", 2, 0.95, 20);
    record("first-spike", 1, 0.90, 25);
    record("vib, small", 1, 0.96, 30);

    Figure figure = ParetoPlot.of(dir);

    assertThat(figure.lines())
        .containsExactly(
            "Pareto front: rate, 20.0 spikes/example, accuracy 94.00 %",
            "Pareto front: vib, small, 30.0 spikes/example, accuracy 96.00 %");
    assertThat(figure.charts().get(0).getSeriesMap())
        .containsOnlyKeys("Pareto front", "other rows");
    assertThat(svg(figure)).startsWith("<?xml").contains("<svg", "</svg>");
  }

  @Test
  void aLargeGridHasAColourForEachRowAndNamesOnTheFrontOnly() throws IOException {
    for (int k = 1; k <= 10; k++) {
      record("rate[size=%d,beta=0]".formatted(k), 1, 0.5 + 0.01 * k, 10 * k);
      record("vib[size=%d,beta=0]".formatted(k), 1, 0.4 + 0.01 * k, 10 * k);
    }

    Figure figure = ParetoPlot.of(dir);

    assertThat(figure.lines()).hasSize(10).allMatch(line -> line.contains("rate[size="));
    XYChart chart = figure.charts().get(0);
    assertThat(chart.getSeriesMap()).containsKeys("rate", "vib", "Pareto front");
    assertThat(chart.getSeriesMap().get("vib").getXData()).hasSize(10);
  }

  @Test
  void aTableHasTheFiguresOfItsExperimentFile() throws IOException {
    record("a[size=10]", 1, 0.5, 20);
    record("a[size=10]", 2, 0.75, 20);
    record("a[size=1000]", 1, 0.25, 30);
    file(
        "table.json",
        """
        {"version": 1, "files": [], "settings": [], "experiments": [
          {"name": "e", "title": "E", "citation": "", "seeds": [1, 2],
           "rows": {"a[size=10]": "a[size=10]", "a[size=1000]": "a[size=1000]"},
           "cells": {"a[size=10]": {"row": "a", "values": {"size": 10}},
                     "a[size=1000]": {"row": "a", "values": {"size": 1000}}},
           "figures": [{"x": "size", "y": "accuracy", "log": "X"}, {"x": "size", "y": "mse"}]}]}
        """);

    Figure figure = TablePlot.of(dir, 1);

    assertThat(figure.lines())
        .containsExactly(
            "a[size=10]: size 10.00, accuracy (%) 62.50 +- 1.6e+02",
            "a[size=1000]: size 1000, accuracy (%) 25.00");
    XYChart chart = figure.charts().get(0);
    assertThat(chart.getTitle()).isEqualTo("accuracy against size");
    assertThat(chart.getStyler().isXAxisLogarithmic()).isTrue();
    assertThat(chart.getStyler().isYAxisLogarithmic()).isFalse();
    assertThat(chart.getSeriesMap().get("a").getExtraValues()[0]).isGreaterThan(100);
    assertThat(svg(figure)).contains("<svg");
    assertThatThrownBy(() -> TablePlot.of(dir, 2))
        .isInstanceOf(UserError.class)
        .hasMessage(dir + ": No row has both 'size' and 'mse'.");
    assertThatThrownBy(() -> TablePlot.of(dir, 3))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("ask for 2 figures, got 3");
    Files.delete(dir.resolve("table.json"));
    assertThatThrownBy(() -> TablePlot.of(dir, 1))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("ask for no figure");
  }

  @Test
  void anIntervalBelowZeroIsCutOnALogarithmicAxis() throws IOException {
    record("a[size=10]", 1, 0.5, 20);
    record("a[size=10]", 2, 0.75, 20);
    record("a[size=20]", 1, 0.5, 20);
    record("a[size=20]", 2, 0.51, 20);
    file(
        "table.json",
        """
        {"version": 1, "files": [], "settings": [], "experiments": [
          {"name": "e", "title": "E", "citation": "", "seeds": [1, 2],
           "rows": {"a[size=10]": "a[size=10]", "a[size=20]": "a[size=20]"},
           "cells": {"a[size=10]": {"row": "a", "values": {"size": 10}},
                     "a[size=20]": {"row": "a", "values": {"size": 20}}},
           "figures": [{"x": "size", "y": "accuracy", "log": "Y"}]}]}
        """);

    Figure figure = TablePlot.of(dir, 1);

    assertThat(svg(figure)).contains("<svg");
    // t(0.975, 1) = 12.7062 times 0.125 is more than 0.625, times 0.005 is less than 0.505.
    assertThat(figure.lines())
        .containsExactly(
            "a[size=10]: size 10.00, accuracy (%) 62.50 +- 1.6e+02",
            "a[size=20]: size 20.00, accuracy (%) 50.50 +- 6.4");
    double[] bars = figure.charts().get(0).getSeriesMap().get("a").getExtraValues();
    assertThat(bars[0]).isCloseTo(0.9 * 62.5, within(1e-9));
    assertThat(bars[1]).isCloseTo(6.353, within(1e-3));
  }

  @Test
  void aPngHasTwoPixelsPerUnit() throws IOException {
    Path csv = file("a.csv", "tau,accuracy\n5,0.5\n5,0.7\n10,0.8\n10,0.8\n");
    Path png = dir.resolve("figure.PNG");

    new FigureFile(png).write(XyPlot.of(csv, "tau", "accuracy", List.of()));

    BufferedImage image = ImageIO.read(png.toFile());
    assertThat(image.getWidth()).isEqualTo(1280);
    assertThat(image.getHeight()).isEqualTo(960);
    assertThat(image.getRGB(0, 0)).isEqualTo(0xffffffff);
  }

  @Test
  void xyTakesMeansAndIntervals() throws IOException {
    Path csv = file("a.csv", "tau,accuracy\n10,0.8\n5,0.5\n5,0.7\n20,\n");

    // t(0.975, 1) = 12.7062, deviation 0.141421: 12.7062 * 0.141421 / sqrt(2) = 1.27062.
    assertThat(XyPlot.of(csv, "tau", "accuracy", List.of()).lines())
        .containsExactly(
            "tau 5: accuracy 0.600000 +- 1.27, n = 2", "tau 10: accuracy 0.800000, n = 1");
  }

  @Test
  void xyDrawsACurveForEachValueOfAColumn() throws IOException {
    Path csv = file("a.csv", "tau,accuracy,row\n10,0.8,b\n5,0.5,a\n5,0.7,b\n20,,b\n");

    Figure figure = XyPlot.of(csv, "tau", "accuracy", List.of("row"));

    assertThat(figure.lines())
        .containsExactly(
            "row b, tau 5: accuracy 0.700000, n = 1",
            "row b, tau 10: accuracy 0.800000, n = 1",
            "row a, tau 5: accuracy 0.500000, n = 1");
    assertThat(figure.charts().get(0).getSeriesMap()).containsOnlyKeys("a", "b");
  }

  @Test
  void xyTakesTheIntervalsOfATable() throws IOException {
    Path csv =
        file(
            "table.csv",
            """
            accuracy_mean,accuracy_ci_low,accuracy_ci_high,beta
            0.75,0.5,1.0,0.1
            """);

    assertThat(XyPlot.of(csv, "beta", "accuracy_mean", List.of()).lines())
        .containsExactly("beta 0.1: accuracy_mean 0.750000 +- 0.250, n = 1");
  }

  @Test
  void curvesAreMeansOverSeeds() throws IOException {
    String record =
        """
        {"schema_version": 1, "experiment": "e", "row": "rate", "seed": %d, "status": "ok",
         "config_hash": "x", "config": {},
         "metrics": [{"name": "accuracy", "unit": "fraction", "higher_is_better": true}],
         "epochs": [
          {"number": 1, "scores": {"test": {"accuracy": 0.5}, "validation": {"accuracy": 0.4}}},
          {"number": 2, "scores": {"test": {"accuracy": %s}, "validation": {"accuracy": 0.6}}}]}
        """;
    file("records/a.json", record.formatted(1, "0.7"));
    file("records/b.json", record.formatted(2, "0.9"));

    Figure figure = CurvesPlot.of(dir, null);

    assertThat(figure.lines()).containsExactly("rate: accuracy 80.00 % at epoch 2, mean of 2 runs");
    XYChart chart = figure.charts().get(0);
    assertThat(chart.getSeriesMap()).containsOnlyKeys("rate", "rate (validation)");
    assertThat(chart.getSeriesMap().get("rate").getYData()).containsExactly(50, 80);
    assertThat(chart.getSeriesMap().get("rate (validation)").getYData()).containsExactly(40, 60);
    assertThat(chart.getSeriesMap().get("rate (validation)").isShowInLegend()).isFalse();
  }

  @Test
  void scoresBesideMetricsAreCurvesToo() throws IOException {
    file(
        "records/a.json",
        """
        {"schema_version": 1, "experiment": "e", "row": "pruned", "seed": 1, "status": "ok",
         "config_hash": "x", "config": {},
         "metrics": [{"name": "accuracy", "unit": "fraction", "higher_is_better": true}],
         "epochs": [
          {"number": 1, "scores": {"test": {"connectivity": 0.5, "regrown": 0}}},
          {"number": 2, "scores": {"test": {"accuracy": 0.9, "connectivity": 0.25, "regrown": 3}}}]}
        """);

    Figure figure = CurvesPlot.of(dir, "connectivity");

    assertThat(figure.lines())
        .containsExactly("pruned: connectivity 0.25 at epoch 2, mean of 1 run");
    assertThat(figure.charts().get(0).getSeriesMap().get("pruned").getYData())
        .containsExactly(0.5, 0.25);
    assertThatThrownBy(() -> CurvesPlot.of(dir, "regrow"))
        .isInstanceOf(UserError.class)
        .hasMessageEndingWith("Did you mean 'regrown'? Metrics: accuracy, connectivity, regrown.");
  }

  @Test
  void projectionIsTheSameAtAnyNumberOfThreads() throws IOException {
    Path yaml =
        file(
            "small.yaml",
            """
            title: Small
            dataset: {type: digits}
            encoder: {type: latency, steps: 6}
            layers: [{type: srm-bernoulli, size: 10}]
            training: {epochs: 1}
            rows:
              rate: {decoder: {type: rate}, loss: {type: cross-entropy}}
              vib: {decoder: {type: mlp, hidden: 16, on: window}, loss: {type: vib}}
            """);

    Figure one = projection(yaml, 1);
    Figure two = projection(yaml, 2);

    assertThat(one.lines()).hasSize(2);
    assertThat(one.lines().get(0))
        .matches(
            "rate: counts of 10 neurons of \\d+ test examples; PC 1 \\d+\\.\\d %, PC 2 \\d+\\.\\d % of the variance");
    assertThat(one.lines().get(1)).startsWith("vib: window of 10 neurons x 6 steps of ");
    assertThat(two.lines()).isEqualTo(one.lines());
    assertThat(svg(two)).isEqualTo(svg(one));
    for (XYChart chart : one.charts()) {
      assertThat(chart.getSeriesMap())
          .containsOnlyKeys("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
    }
  }

  private Figure projection(Path yaml, int threads) {
    SnnEngine.Options options =
        new SnnEngine.Options(Optional.empty(), Optional.empty(), threads, "plain");
    try (SnnEngine engine = SnnEngine.open(options)) {
      ExperimentFile experiment = Bench.on(engine).read(yaml, null, List.of());
      return ProjectionPlot.of(
          Bench.on(engine),
          experiment,
          List.of("rate", "vib"),
          3L,
          new FigureFile(dir.resolve("p.svg")),
          ProgressListener.SILENT);
    }
  }
}
