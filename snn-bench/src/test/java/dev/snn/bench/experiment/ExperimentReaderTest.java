package dev.snn.bench.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.snn.api.plugin.UserError;
import dev.snn.bench.experiment.ExperimentFile.Axes;
import dev.snn.bench.experiment.ExperimentFile.Figure;
import dev.snn.engine.SnnEngine;
import dev.snn.engine.tree.Trees;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ExperimentReaderTest {
  private static final String BASE =
      """
      dataset: digits
      encoder: {type: latency, steps: 10}
      layers:
        - {type: dense, size: 8, neuron: {type: lif, tau_mem: 5}}
        - dense
      decoder: {type: mlp, hidden: 7}
      loss: cross-entropy
      training: {epochs: 4, batch: 16}
      rows:
        plain:
        none: {encoder: {type: direct}, layers: []}
        rate: {decoder: {type: rate}}
        more: {decoder: {on: counts}, training: {epochs: 9}}
        majority: {procedure: majority}
      profiles:
        quick: {seeds: [7], training: {epochs: 1}, rows: {more: {training: null}}}
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

  private static ExperimentFile read(String text, String profile, String... settings) {
    return new ExperimentReader(engine.resolver())
        .read("x", Trees.parse(text, "x"), profile, List.of(settings), List.of("plain"));
  }

  private static JsonNode tree(ExperimentFile file, String row) {
    return file.row(row).config().tree();
  }

  @Test
  void everyDefaultIsSpelledOut() {
    JsonNode tree = tree(read(BASE, null), "plain");
    assertThat(tree.at("/layers/0/neuron/tau_mem").asDouble()).isEqualTo(5);
    assertThat(tree.at("/layers/0/neuron/v_threshold").asDouble()).isEqualTo(1);
    assertThat(tree.at("/layers/0/neuron/surrogate/type").asText()).isEqualTo("fast-sigmoid");
    assertThat(tree.at("/layers/1/neuron/type").asText()).isEqualTo("lif");
    assertThat(tree.at("/training/procedure").asText()).isEqualTo("gradient");
    assertThat(tree.at("/training/optimizer/lr").asDouble()).isEqualTo(0.001);
    assertThat(tree.at("/training/epochs").asInt()).isEqualTo(4);
  }

  @Test
  void aSettingForAPartThatNoRowWorksWithIsRefused() {
    String text = "dataset: digits\nrows: {plain: {procedure: majority}, b: {procedure: majority}}";
    assertThatThrownBy(() -> read(text, null, "decoder=rate"))
        .isInstanceOf(UserError.class)
        .hasMessage(
            "'decoder' is given, but no row has a use for it: the procedures are [majority]."
                + " Remove it, or choose another procedure.");
    assertThat(read(text, null, "decoder=null", "layers=[]", "samples=2").rows()).hasSize(2);
  }

  @Test
  void aRowOverridesAndAnotherTypeDropsTheOldOptions() {
    ExperimentFile file = read(BASE, null);
    assertThat(file.rowNames()).containsExactly("plain", "none", "rate", "more", "majority");
    assertThat(tree(file, "none").get("layers")).isEmpty();
    assertThat(tree(file, "none").at("/encoder/steps").asInt()).isEqualTo(20);
    assertThat(tree(file, "rate").at("/decoder/type").asText()).isEqualTo("rate");
    assertThat(tree(file, "more").at("/decoder/hidden").asInt()).isEqualTo(7);
    assertThat(tree(file, "more").at("/decoder/on").asText()).isEqualTo("counts");
    assertThat(tree(file, "more").at("/training/epochs").asInt()).isEqualTo(9);
    assertThat(tree(file, "more").at("/training/batch").asInt()).isEqualTo(16);
  }

  @Test
  void aProcedureWithoutNetworkKeepsNeitherLayersNorLoss() {
    JsonNode tree = tree(read(BASE, null), "majority");
    assertThat(tree.at("/training/procedure").asText()).isEqualTo("majority");
    assertThat(tree.has("layers")).isFalse();
    assertThat(tree.has("loss")).isFalse();
  }

  @Test
  void figuresNameColumnsAxesAndARow() {
    String figures =
        "figures: [{x: connectivity, y: accuracy, log: xy, whole: rate, curves: {some: [rate, more]}}, {x: parameters, y: mse}]\n";

    assertThat(read(BASE + figures, null).figures())
        .containsExactly(
            new Figure(
                "connectivity",
                "accuracy",
                Axes.XY,
                "rate",
                Map.of("some", List.of("rate", "more"))),
            new Figure("parameters", "mse", null, null, Map.of()));
    assertThat(read(BASE, null).figures()).isEmpty();
    assertThat(read(BASE + figures, null).row("rate").config().hash())
        .as("figures are no part of a row's configuration")
        .isEqualTo(read(BASE, null).row("rate").config().hash());
    assertThatThrownBy(() -> read(BASE + "figures: [{x: a, y: b, whole: rat}]\n", null))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith(
            "figures[0].whole: no row named 'rat'. Did you mean 'rate'? Rows: [plain,");
  }

  @Test
  void figuresNameGridsAndSelectionsToo() {
    String text =
        BASE.replace("  plain:\n", "  plain: {grid: {training.epochs: [2, 3]}}\n")
            + "select: {best: [rate, more]}\n";
    String figure = "figures: [{x: a, y: b, whole: %s, curves: {c: [plain, best]}}]\n";

    assertThat(read(text + figure.formatted("best"), null).figures())
        .containsExactly(
            new Figure(
                "a",
                "b",
                null,
                "best",
                Map.of("c", List.of("plain[epochs=2]", "plain[epochs=3]", "best"))));
    assertThatThrownBy(() -> read(text + figure.formatted("plain"), null))
        .isInstanceOf(UserError.class)
        .hasMessage(
            "figures[0].whole: must be one row, and 'plain' is a grid of 2. Name one of"
                + " [plain[epochs=2], plain[epochs=3]].");
  }

  @Test
  void aProfileIsLaidOverTheFileAndNullClears() {
    ExperimentFile file = read(BASE, "quick");
    assertThat(file.seeds()).containsExactly(7L);
    assertThat(tree(file, "plain").at("/training/epochs").asInt()).isEqualTo(1);
    assertThat(tree(file, "more").at("/training/epochs").asInt()).isEqualTo(1);
    assertThatThrownBy(() -> read(BASE, "fast"))
        .isInstanceOf(UserError.class)
        .hasMessage("there is no profile 'fast'. Profiles: [quick].");
  }

  @Test
  void settingsReachNestedPartsAlsoWhereOnlyANameStands() {
    JsonNode tree =
        tree(
            read(
                BASE,
                null,
                "layers[0].neuron.tau_mem=3",
                "layers[1].size=10",
                "training.optimizer.lr=1e-2"),
            "plain");
    assertThat(tree.at("/layers/0/neuron/tau_mem").asDouble()).isEqualTo(3);
    assertThat(tree.at("/layers/1/size").asInt()).isEqualTo(10);
    assertThat(tree.at("/training/optimizer/lr").asDouble()).isEqualTo(0.01);
    assertThat(tree.at("/training/epochs").asInt()).isEqualTo(4);
  }

  @Test
  void whatIsWrittenBackReadsEqual() {
    for (ExperimentFile.Row row : read(BASE, null).rows()) {
      ExperimentFile again = read(row.config().yaml(), null);
      assertThat(again.rows().get(0).config().yaml()).isEqualTo(row.config().yaml());
      assertThat(again.rows().get(0).config().hash()).isEqualTo(row.config().hash());
    }
  }

  @Test
  void theHashDependsOnOptionsOnlyNotOnTheirOrderOrTheSeeds() {
    String hash = read(BASE, null).row("plain").config().hash();
    String other =
        read(
                BASE.replace("{epochs: 4, batch: 16}", "{batch: 16, epochs: 4}") + "seeds: [3]\n",
                null)
            .row("plain")
            .config()
            .hash();
    assertThat(other).isEqualTo(hash);
    assertThat(read(BASE, null, "layers[0].neuron.tau_mem=5.1").row("plain").config().hash())
        .isNotEqualTo(hash);
  }

  @Test
  void scoresByStepChangeTheHashOnlyWhereAskedFor() {
    String hash = read(BASE, null).row("plain").config().hash();
    assertThat(tree(read(BASE, null), "plain").at("/evaluate").has("by_step")).isFalse();
    assertThat(read(BASE, null, "evaluate.by_step=false").row("plain").config().hash())
        .isEqualTo(hash);
    ExperimentFile file = read(BASE, null, "evaluate.by_step=true");
    assertThat(file.row("plain").config().hash()).isNotEqualTo(hash);
    assertThat(read(file.row("plain").config().yaml(), null).rows().get(0).config().byStep())
        .isTrue();
  }

  @Test
  void distributionsAreKeptAndAnOptionInsteadOfAnotherDropsIt() {
    String gamma = "layers[0].neuron.tau_mem={gamma: {shape: 3, scale: 5}}";
    ExperimentFile file = read(BASE, null, gamma);
    assertThat(tree(file, "plain").at("/layers/0/neuron/tau_mem/gamma/scale").asDouble())
        .isEqualTo(5);
    assertThat(read(file.row("plain").config().yaml(), null).rows().get(0).config().hash())
        .isEqualTo(file.row("plain").config().hash());
    JsonNode alpha = tree(read(BASE, null, "layers[1].neuron.alpha=0.5"), "plain");
    assertThat(alpha.at("/layers/1/neuron/alpha").asDouble()).isEqualTo(0.5);
    assertThat(alpha.at("/layers/1/neuron/tau_mem").isNull()).isTrue();
  }

  @Test
  void comparisonsNameRows() {
    ExperimentFile file =
        read(BASE + "evaluate: {shuffle_time: true}\ncompare: [[plain, plain@shuffled]]\n", null);
    assertThat(file.compare())
        .containsExactly(new ExperimentFile.Comparison("plain", "plain@shuffled"));
  }

  /** A grid, sweep or setting of what the row's procedure does not work with changes nothing. */
  @Test
  void optionsWithoutUseAreRefused() {
    String use =
        ", but the procedure 'majority' has no use for '%s'. Remove it, or choose another"
            + " procedure.";
    refused(
        "procedure: majority, grid: {'layers[0].size': [3, 4]}",
        "grid: 'layers[0].size' is given" + use.formatted("layers"));
    refused(
        "procedure: majority, sweep: {search: random, runs: 2, space: {decoder: [mlp, rate]}}",
        "sweep.space: 'decoder' is given" + use.formatted("decoder"));
    String majority = BASE.replace("plain:\n", "plain: {procedure: majority}\n");
    assertThatThrownBy(() -> read(majority, null, "loss=mse"))
        .isInstanceOf(UserError.class)
        .hasMessage(
            "'loss' is given, but no row has a use for it: the procedures are [majority]. Remove"
                + " it, or choose another procedure.");
    assertThat(read(majority, null, "loss=null", "layers=null").rows()).hasSize(5);
    String some =
        BASE.replace(
            "plain:\n",
            "plain: {grid: {training.procedure: [gradient, majority], 'layers[0].size': [3]}, training: null}\n");
    assertThat(read(some, null).rows()).hasSize(6);
  }

  private static void refused(String row, String message) {
    String text = BASE.replace("plain:\n", "plain: {" + row + "}\n");
    assertThatThrownBy(() -> read(text, null))
        .isInstanceOf(UserError.class)
        .hasMessage("row 'plain': " + message);
  }
}
