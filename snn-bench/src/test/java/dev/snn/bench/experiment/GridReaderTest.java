package dev.snn.bench.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.snn.bench.experiment.ExperimentFile.Comparison;
import dev.snn.bench.experiment.ExperimentFile.Row;
import dev.snn.engine.SnnEngine;
import dev.snn.engine.tree.Trees;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Rows of grids: names, values, what lies over what, comparisons and selections. */
class GridReaderTest {
  private static final String BASE =
      """
      dataset: {type: digits, validation: 100}
      encoder: {type: latency, steps: 5}
      layers:
        - {type: dense, size: 8}
        - {type: srm-bernoulli, size: 10}
      loss: {type: vib}
      evaluate: {shuffle_time: true}
      grid:
        layers[1].size: [10, 20]
        loss.beta: [0, 1e-3]
      rows:
        vib: {decoder: {type: mlp, hidden: 7}}
        rate: {decoder: rate, grid: {loss.beta: null}}
        plain: {decoder: rate, grid: null}
      compare: [[vib, rate], [vib, vib@shuffled], [rate, plain]]
      select: {best: [vib, plain]}
      profiles:
        quick: {grid: {"layers[1].size": [10]}}
      """;
  private static SnnEngine engine;

  @BeforeAll
  static void open() {
    engine = SnnEngine.open(SnnEngine.Options.defaults().withThreads(1));
  }

  @AfterAll
  static void close() {
    engine.close();
  }

  private static ExperimentFile read(String text, String profile, String only, String... settings) {
    return new ExperimentReader(engine.resolver())
        .read(
            "x",
            Trees.parse(text, "x"),
            profile,
            List.of(settings),
            only == null ? List.of() : List.of(only));
  }

  private static double beta(Row row) {
    return row.config().tree().at("/loss/beta").asDouble();
  }

  private static int size(Row row) {
    return row.config().tree().at("/layers/1/size").asInt();
  }

  @Test
  void aRowForEachCombinationTheLastOptionFastest() {
    ExperimentFile file = read(BASE, null, null);
    assertThat(file.rowNames())
        .containsExactly(
            "vib[size=10,beta=0]",
            "vib[size=10,beta=0.001]",
            "vib[size=20,beta=0]",
            "vib[size=20,beta=0.001]",
            "rate[size=10]",
            "rate[size=20]",
            "plain");
    assertThat(file.rows().stream().limit(4).map(GridReaderTest::beta))
        .containsExactly(0.0, 0.001, 0.0, 0.001);
    assertThat(file.rows().stream().map(GridReaderTest::size))
        .containsExactly(10, 10, 20, 20, 10, 20, 10);
    assertThat(beta(file.row("rate[size=10]"))).isEqualTo(0.001);
  }

  @Test
  void aRowKnowsItsPlace() {
    ExperimentFile file = read(BASE, null, null);
    Row row = file.row("vib[size=20,beta=0.001]");
    assertThat(row.cell().row()).isEqualTo("vib");
    assertThat(row.cell().values()).containsOnlyKeys("layers[1].size", "loss.beta");
    assertThat(row.cell().values().get("loss.beta").asDouble()).isEqualTo(0.001);
    assertThat(row.isOf("vib")).isTrue();
    assertThat(row.isOf("vib[size=20,beta=0.001]")).isTrue();
    assertThat(row.isOf("rate")).isFalse();
    assertThat(file.row("plain").cell()).isNull();
    assertThat(file.row("plain").isOf("plain")).isTrue();
  }

  @Test
  void gridsMeetWhereTheOptionsOfBothAgree() {
    assertThat(read(BASE, null, null).compare())
        .containsExactly(
            new Comparison("vib[size=10,beta=0]", "rate[size=10]"),
            new Comparison("vib[size=10,beta=0.001]", "rate[size=10]"),
            new Comparison("vib[size=20,beta=0]", "rate[size=20]"),
            new Comparison("vib[size=20,beta=0.001]", "rate[size=20]"),
            new Comparison("vib[size=10,beta=0]", "vib[size=10,beta=0]@shuffled"),
            new Comparison("vib[size=10,beta=0.001]", "vib[size=10,beta=0.001]@shuffled"),
            new Comparison("vib[size=20,beta=0]", "vib[size=20,beta=0]@shuffled"),
            new Comparison("vib[size=20,beta=0.001]", "vib[size=20,beta=0.001]@shuffled"),
            new Comparison("rate[size=10]", "plain"),
            new Comparison("rate[size=20]", "plain"));
  }

  @Test
  void aSelectionFromAGridIsOneFromItsRows() {
    assertThat(read(BASE, null, null).select().get("best"))
        .containsExactly(
            "vib[size=10,beta=0]",
            "vib[size=10,beta=0.001]",
            "vib[size=20,beta=0]",
            "vib[size=20,beta=0.001]",
            "plain");
  }

  @Test
  void aProfileMakesAGridSmallerAndSettingsLieOverIt() {
    assertThat(read(BASE, "quick", null).rowNames())
        .containsExactly(
            "vib[size=10,beta=0]", "vib[size=10,beta=0.001]", "rate[size=10]", "plain");
    ExperimentFile file = read(BASE, null, "vib[size=20,beta=0]", "loss.beta=0.5");
    assertThat(beta(file.row("vib[size=20,beta=0]"))).isEqualTo(0.5);
    assertThat(beta(file.row("vib[size=10,beta=0]"))).isZero();
    assertThat(size(file.row("vib[size=20,beta=0]"))).isEqualTo(20);
  }

  @Test
  void valuesMayBePartsAndNamesTellThemApart() {
    String text =
        """
        dataset: digits
        encoder: {type: latency, steps: 5}
        layers: [{type: dense, size: 10, neuron: {type: lif}}]
        loss: cross-entropy
        grid:
          decoder: [rate, {type: mlp, hidden: 7}, {type: mlp, hidden: 9}]
        """;
    ExperimentFile file = read(text, null, null);
    assertThat(file.rowNames())
        .containsExactly("x[decoder=rate]", "x[decoder=mlp.2]", "x[decoder=mlp.3]");
    assertThat(file.row("x[decoder=mlp.3]").config().tree().at("/decoder/hidden").asInt())
        .isEqualTo(9);
    assertThat(file.row("x[decoder=rate]").config().tree().at("/decoder/type").asText())
        .isEqualTo("rate");
  }

  @Test
  void equalEndsOfPathsAreWrittenOut() {
    String text =
        """
        dataset: digits
        encoder: {type: latency, steps: 5}
        layers: [{type: dense, size: 10}, {type: dense, size: 10}]
        decoder: rate
        loss: cross-entropy
        grid: {"layers[0].neuron.tau_mem": [5.0], "layers[1].neuron.tau_mem": [20]}
        """;
    assertThat(read(text, null, null).rowNames())
        .containsExactly("x[layers_0_.neuron.tau_mem=5,layers_1_.neuron.tau_mem=20]");
  }
}
