package dev.snn.bench.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.snn.engine.SnnEngine;
import dev.snn.engine.tree.Trees;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Paths of options in rows and profiles, and options that a row has no use for. */
class RowPathsTest {
  private static final String BASE =
      """
      dataset: {type: digits, train: 50, test: 20}
      encoder: {type: latency, steps: 5}
      layers: [{type: dense, size: 12, neuron: {type: lif, tau_mem: 7}}, {type: dense, size: 10}]
      decoder: {type: mlp, hidden: 64}
      loss: cross-entropy
      training: {procedure: gradient, epochs: 2.0, batch: 25}
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

  private static ExperimentFile read(String more, String profile, String... settings) {
    return new ExperimentReader(engine.resolver())
        .read("x", Trees.parse(BASE + more, "x"), profile, List.of(settings), List.of());
  }

  private static ExperimentFile majority(String more, String... settings) {
    String text = "dataset: {type: digits}\nprocedure: majority\n" + more;
    return new ExperimentReader(engine.resolver())
        .read("x", Trees.parse(text, "x"), null, List.of(settings), List.of());
  }

  private static JsonNode config(ExperimentFile file, String row) {
    return file.row(row).config().tree();
  }

  @Test
  void pathsLieOverTheRowAsItsOtherKeysDo() {
    ExperimentFile file =
        read(
            """
            rows:
              merged: {'layers[0].neuron': {r: 2}, training.epochs: 1}
              replaced: {'layers[0].neuron': plif}
              removed: {'layers[0].neuron.tau_mem': null, decoder.hidden: 32.0}
              retyped: {encoder.type: rows}
            """,
            null);

    assertThat(config(file, "merged").at("/layers/0/neuron/tau_mem").asDouble()).isEqualTo(7);
    assertThat(config(file, "merged").at("/layers/0/neuron/r").asDouble()).isEqualTo(2);
    assertThat(config(file, "merged").at("/training/epochs").asInt()).isEqualTo(1);
    assertThat(config(file, "replaced").at("/layers/0/neuron/type").asText()).isEqualTo("plif");
    assertThat(config(file, "removed").at("/decoder/hidden").toString()).isEqualTo("32");
    assertThat(config(file, "removed").at("/layers/0/neuron/tau_mem").asDouble()).isNotEqualTo(7);
    assertThat(config(file, "retyped").at("/encoder/type").asText()).isEqualTo("rows");
    assertThat(config(file, "retyped").at("/training/epochs").toString()).isEqualTo("2");
  }

  @Test
  void profilesHavePathsToo() {
    ExperimentFile file = read("profiles: {quick: {'layers[0].size': 3}}\n", "quick");

    assertThat(config(file, "x").at("/layers/0/size").asInt()).isEqualTo(3);
  }

  @Test
  void wrongPathsAreNamed() {
    assertThatThrownBy(() -> read("rows: {a: {'layer[0].size': 3}}\n", null))
        .hasMessageStartingWith("row 'a': unknown option 'layer[0].size'. Did you mean 'layers'?");
    assertThatThrownBy(() -> read("rows: {a: {'layers[7].size': 3}}\n", null))
        .hasMessage("row 'a': 'layers[7].size': [7] is beyond the end, the list has 2.");
    assertThatThrownBy(
            () -> read("rows: {a: {procedure: majority, decoder.hidden: 3}, b: }\n", null))
        .hasMessageContaining("'decoder' is given, but the procedure 'majority'");
  }

  @Test
  void whatIsMeasuredOfADecoderNeedsOne() {
    String rows = "rows: {m: {procedure: majority%s}, a: }\n";

    assertThatThrownBy(() -> read(rows.formatted(", evaluate: {by_step: true}"), null))
        .hasMessageContaining("'evaluate.by_step' is given, but the procedure 'majority'");
    assertThatThrownBy(() -> majority("rows: {m: }\n", "evaluate.shuffle_time=true"))
        .hasMessageContaining("'evaluate.shuffle_time' is given, but no row has a use for it");
    assertThat(read("evaluate: {by_step: true}\n" + rows.formatted(""), null).rows()).hasSize(2);
    assertThatThrownBy(
            () ->
                read(
                    "evaluate: {shuffle_time: true}\ncompare: [[a, m@shuffled]]\n"
                        + rows.formatted(""),
                    null))
        .hasMessageContaining("row 'm' has no decoder that reads spikes");
  }

  @Test
  void aGridAboveAllRowsLeavesOutWhatARowDoesNotWorkWith() {
    ExperimentFile file =
        read(
            """
            grid: {'layers[0].size': [4, 8], dataset.train: [20, 30]}
            rows: {majority: {procedure: majority}, a: }
            compare: [[a, majority]]
            """,
            null,
            "training.epochs=1");

    assertThat(file.rowNames())
        .containsExactly(
            "majority[train=20]",
            "majority[train=30]",
            "a[size=4,train=20]",
            "a[size=4,train=30]",
            "a[size=8,train=20]",
            "a[size=8,train=30]");
    assertThat(file.compare()).hasSize(4);
    assertThat(
            read("grid: {'layers[0].size': [4, 8]}\nrows: {m: {procedure: majority}, a: }\n", null)
                .rowNames())
        .containsExactly("m", "a[size=4]", "a[size=8]");
    assertThatThrownBy(() -> majority("grid: {decoder.hidden: [4, 8]}\n"))
        .hasMessageContaining("'decoder.hidden' is given, but no row has a use for it");
  }

  @Test
  void aSweepAboveAllRowsLeavesThemOutToo() {
    ExperimentFile file =
        read(
            """
            sweep: {search: grid, space: {'layers[0].size': [4, 8]}}
            rows: {m: {procedure: majority}, a: }
            """,
            null);

    assertThat(file.row("m").sweep()).isNull();
    assertThat(file.row("a").sweep()).isNotNull();
  }

  @Test
  void aSettingIsForTheRowsThatHaveTheOption() {
    String rows = "rows: {m: {procedure: majority}, a: , b: {decoder: rate}}\n";
    ExperimentFile file = read(rows, null, "training.epochs=9", "decoder.hidden=5");

    assertThat(config(file, "a").at("/training/epochs").asInt()).isEqualTo(9);
    assertThat(config(file, "a").at("/decoder/hidden").asInt()).isEqualTo(5);
    assertThat(config(file, "b").at("/decoder")).hasToString("{\"type\":\"rate\",\"scale\":1.0}");
    assertThatThrownBy(() -> read(rows, null, "decoder.hiden=5"))
        .hasMessageContaining("unknown option 'hiden'");
  }

  @Test
  void aSettingThatNamesAnotherPluginKeepsWhatItKnows() {
    JsonNode tree = config(read("", null, "layers[0].neuron.type=plif", "procedure=gradient"), "x");

    assertThat(tree.at("/layers/0/neuron/tau_mem").asDouble()).isEqualTo(7);
    assertThat(config(read("", null, "encoder.type=rows"), "x").at("/encoder").has("steps"))
        .isFalse();
    assertThat(config(read("", null, "dataset.train=null"), "x").at("/dataset/train").asInt())
        .isZero();
  }

  @Test
  void settingsReachTheCellsOfAGrid() {
    ExperimentFile file =
        new ExperimentReader(engine.resolver())
            .read(
                "x",
                Trees.parse(BASE + "rows: {a: {grid: {'layers[0].size': [4, 8]}}, b: }\n", "x"),
                null,
                List.of("decoder.hidden=5"),
                List.of("a"));

    assertThat(config(file, "a[size=4]").at("/decoder/hidden").asInt()).isEqualTo(5);
    assertThat(config(file, "b").at("/decoder/hidden").asInt()).isEqualTo(64);
  }

  @Test
  void nullGivesTheDefaultBack() {
    ExperimentFile file =
        read(
            """
            rows:
              none: {loss: {type: mse}}
              empty: {loss: {type: mse, reduction: null}}
              sum: {loss: {type: mse, reduction: sum}}
            """,
            null);

    assertThat(config(file, "empty")).isEqualTo(config(file, "none"));
    assertThat(config(file, "empty")).isNotEqualTo(config(file, "sum"));
  }
}
