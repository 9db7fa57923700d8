package dev.snn.report.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.snn.api.plugin.UserError;
import dev.snn.api.tensor.Spikes;
import dev.snn.api.tensor.Tensor;
import dev.snn.bench.Bench;
import dev.snn.engine.SnnEngine;
import dev.snn.engine.progress.ProgressListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RasterPlotTest {
  private static final String YAML =
      """
      title: Spikes
      dataset: {type: digits, train: 100}
      encoder: {type: latency, steps: 6}
      layers: [{type: srm-bernoulli, size: 10}]
      decoder: rate
      loss: cross-entropy
      rows:
        network: {training: {epochs: 1}}
        majority: {training: {procedure: majority}, layers: null, decoder: null, loss: null}
      """;

  private static final String SERIES =
      """
      title: Series
      training:
        procedure: memory-capacity
        hold: 30
        delays: 3
        spans: {plastic: 0, washout: 10, train: 60, validation: 20, test: %d}
        rate: {bias: 1.5}
        reservoir: {type: lif-reservoir, size: 30}
      rows: {lif: }
      """;

  @TempDir Path dir;

  private Figure raster(String yaml, String row) throws IOException {
    Path file = Files.writeString(dir.resolve("e.yaml"), yaml);
    try (SnnEngine engine = SnnEngine.open(SnnEngine.Options.defaults().withThreads(1))) {
      return RasterPlot.of(
          Bench.on(engine),
          Bench.on(engine).read(file, null, List.of()),
          row,
          3L,
          new FigureFile(dir.resolve("r.png")),
          ProgressListener.SILENT);
    }
  }

  @Test
  void everySpikeIsAPoint() {
    Tensor tensor = new Tensor(3, 1, 2, new float[][] {{1, 0}, {0, 0}, {1, 1}});

    Figure figure = RasterPlot.draw("a", Spikes.of(tensor), 2);

    assertThat(figure.lines()).containsExactly("a: 2 neurons, 6.000 ms, 3 spikes, 250.0 Hz");
    assertThat(figure.charts().get(0).getSeriesMap().get("spikes").getXData())
        .containsExactly(0, 4, 4);
    assertThat(figure.charts().get(0).getSeriesMap().get("spikes").getYData())
        .containsExactly(0, 0, 1);
  }

  @Test
  void aReservoirShowsASecondOfItsTestSeries() throws IOException {
    // 34 samples of 30 ms are the first whole number of them that fills a second.
    assertThat(raster(SERIES.formatted(40), null).lines().get(0))
        .matches("lif: 30 neurons, 1020 ms, [1-9]\\d+ spikes, \\d+\\.\\d+ Hz");
    assertThat(raster(SERIES.formatted(20), null).lines().get(0)).contains("30 neurons, 600.0 ms");
  }

  @Test
  void aNetworkShowsItsReadout() throws IOException {
    assertThat(raster(YAML, "network").lines().get(0)).startsWith("network: 10 neurons, 6.000 ms");
  }

  @Test
  void aRowThatDoesNotSpike() {
    assertThatThrownBy(() -> raster(YAML, "majority"))
        .isInstanceOf(UserError.class)
        .hasMessage(
            "row 'majority' has no network that spikes, so there are no spikes to draw. Choose another row.");
    assertThatThrownBy(
            () -> raster(SERIES.formatted(20).replace("lif-reservoir", "echo-state"), null))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith("row 'lif' has no network that spikes");
  }
}
