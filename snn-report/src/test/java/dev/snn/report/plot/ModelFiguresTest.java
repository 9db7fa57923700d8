package dev.snn.report.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.snn.bench.Bench;
import dev.snn.bench.experiment.ExperimentFile;
import dev.snn.engine.SnnEngine;
import dev.snn.engine.tree.Trees;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knowm.xchart.XYSeries;

/** A neuron driven by a current, and what an encoder makes of an example. */
class ModelFiguresTest {
  @TempDir Path dir;

  /** v = a v + (1 - a) I, a = exp(-1/20), I = 1.5: at 1 after -ln(1/3) 20 = 21.97 steps. */
  @Test
  void aNeuronSpikesWhenItsEquationSays() {
    double[] current = new double[60];
    Arrays.fill(current, 5, 60, 1.5);
    Figure figure;
    try (SnnEngine engine = SnnEngine.open(SnnEngine.Options.defaults().withThreads(1))) {
      figure =
          TracePlot.of(
              engine, Trees.parse("{type: lif, tau_mem: 20, reset: zero}", "x"), current, 1, 1);
    }

    assertThat(figure.lines())
        .containsExactly(
            "lif: 2 spikes in 60.00 ms, membrane from 0.000 to 1.001",
            "spikes at steps 26 48 (the first step is 0)");
    Map<String, XYSeries> series = figure.charts().get(0).getSeriesMap();
    double[] membrane = series.get("membrane before the reset").getYData();
    double expected = 0;
    for (int t = 0; t < 60; t++) {
      double a = Math.exp(-1 / 20.0);
      expected = a * expected + (1 - a) * current[t];
      assertThat(membrane[t]).isCloseTo(expected, org.assertj.core.data.Offset.offset(1e-5));
      expected = expected >= 1 ? 0 : expected;
    }
    assertThat(series.get("spikes").getXData()).containsExactly(26, 48);
    assertThat(series.get("current").getYData()).containsExactly(current);
  }

  private Figure encoding(String encoder, int example) throws Exception {
    Path file =
        Files.writeString(
            dir.resolve("e.yaml"),
            """
            dataset: {type: digits, train: 50, test: 20}
            encoder: %s
            layers: [{type: dense, size: 10}]
            decoder: rate
            loss: cross-entropy
            """
                .formatted(encoder));
    try (SnnEngine engine = SnnEngine.open(SnnEngine.Options.defaults().withThreads(1))) {
      ExperimentFile experiment = Bench.on(engine).read(file, null, List.of());
      return EncodingPlot.of(engine, "e", experiment.rows().get(0).config(), example, 1);
    }
  }

  /** A latency code: one spike for each value above 0, the larger the earlier. */
  @Test
  void anExampleAndItsSpikes() throws Exception {
    Figure figure = encoding("{type: latency, steps: 10}", 3);

    double[] values = figure.charts().get(0).getSeriesMap().get("values").getXData();
    XYSeries spikes = figure.charts().get(1).getSeriesMap().get("spikes");
    assertThat(values).hasSize(64);
    long positive = Arrays.stream(values).filter(v -> v > 0).count();
    assertThat(figure.lines().get(0)).endsWith("64 lines, 10.00 ms, %d spikes".formatted(positive));
    double[] lines = spikes.getYData();
    double[] times = spikes.getXData();
    for (int i = 0; i < lines.length; i++) {
      for (int j = 0; j < lines.length; j++) {
        if (values[(int) lines[i]] > values[(int) lines[j]]) {
          assertThat(times[i]).isLessThanOrEqualTo(times[j]);
        }
      }
    }
  }

  @Test
  void anEncoderOfValuesHasCurves() throws Exception {
    Figure figure = encoding("{type: direct, steps: 4}", 0);

    assertThat(figure.charts().get(1).getSeriesMap()).hasSize(10);
    assertThat(figure.lines().get(0)).endsWith("64 lines of values, 4.000 ms");
    assertThatThrownBy(() -> encoding("{type: direct, steps: 4}", 20))
        .hasMessage("--example: must be between 0 and 19, the last test example, got 20.");
  }
}
