package dev.snn.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExplainTest {
  @TempDir Path dir;

  private Path file(String... rows) throws IOException {
    String common =
        """
        title: A title
        dataset: {type: digits, train: 200, validation: 50, test: 100}
        encoder: {type: latency, steps: 8}
        layers:
          - {type: dense, size: 20, neuron: {type: lif, r: 20}}
          - {type: dense, size: 10, neuron: {type: lif, r: 20}}
        decoder: rate
        loss: cross-entropy
        training: {batch: 32, epochs: 3}
        seeds: [1, 2]
        profiles: {quick: {training: {epochs: 1}}}
        rows:
        """;
    return Golden.file(dir, "e.yaml", common + String.join("\n", rows));
  }

  private String explain(String row, String... more) throws IOException {
    Path file = file("  row: " + row);
    List<String> args = new ArrayList<>(List.of("explain", file.toString()));
    args.addAll(List.of(more));
    Snn.Result result = Snn.run(dir, args.toArray(String[]::new));
    assertThat(result.code()).as(result.err()).isZero();
    return result.out();
  }

  @Test
  void aRowIsShownWithItsShapesParametersAndCosts() throws IOException {
    String text = explain("");

    assertThat(text.lines().map(line -> line.replaceAll(" {2,}", " | ")).toList())
        .startsWith(
            "A title",
            "",
            "row row",
            " | PLACE | PART | OUTPUT | PARAMETERS | AT THE START",
            " | dataset | digits | 64 features, 10 classes; 200 + 50 + 100 examples")
        .contains(" | encoder | latency | 8 steps x 64")
        .anyMatch(
            line ->
                line.matches(
                    " \\| layers\\[0\\] \\| dense \\(lif, fast-sigmoid\\) \\| 8 steps x 20 \\| 1300"
                        + " \\| spikes at [0-9.]+ % of steps, silent \\d+ of 20"))
        .anyMatch(line -> line.startsWith(" | decoder | rate | 10 scores | 0"))
        .anyMatch(line -> line.matches(" \\| loss \\| cross-entropy \\| loss [0-9.]+"))
        .contains(
            " | training | gradient (bptt, adam) | 3 epochs of 7 batches of 32",
            " | parameters | 1510")
        .anyMatch(
            line ->
                line.matches(
                    " \\| memory \\| about 0.2 MB: parameters 0.0 MB, a batch 0.1 MB, data 0.1 MB"))
        .anyMatch(
            line ->
                line.matches(
                    " \\| time \\| about .* per epoch, .* per run, .* for 2 runs, with \\d+ threads?"
                        + " \\(estimate from \\d+ batch(es)?\\)"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          silent     | {layers: [{type: dense, size: 20, neuron: {type: lif, r: 0.001}}, {type: dense, size: 10, neuron: {type: lif, r: 20}}]} | layers[0] is silent: none of its 20 neurons spikes in a batch of 32 examples; its largest membrane is
          readout    | {loss: first-spike, decoder: first-spike, encoder: {type: direct, steps: 8}, layers: [{type: dense, size: 10, neuron: {type: lif, r: 0.05}}]} | layers[0] is silent: none of its 10 neurons spikes
          same       | {encoder: {type: direct, steps: 8}, layers: [{type: dense, size: 10, neuron: {type: lif, v_threshold: -1000, reset: none}}]} | the decoder gives all 32 examples of a batch the same scores
          saturated  | {encoder: {type: direct, steps: 8}, layers: [{type: dense, size: 10, neuron: {type: lif, v_threshold: -1000, reset: none}}]} | layers[0] is saturated: its neurons spike at 100 % of all steps
          time       | {loss: first-spike} | the loss depends on when the readout fires, the decoder only on how often: what is trained is not what is scored
          shuffled   | {evaluate: {shuffle_time: true}} | the decoder ignores when spikes come: evaluate.shuffle_time will show no difference
          beta       | {loss: {type: vib, beta: 100}, layers: [{type: dense, size: 20, neuron: {type: lif, r: 20}}, {type: srm-bernoulli, size: 10}]} | the rate term is
          gradient   | {layers: [{type: dense, size: 20, neuron: {type: lif, v_threshold: 1.0e30, surrogate: box}}, {type: dense, size: 10, neuron: {type: lif, r: 20}}]} | no gradient reaches layers[0].weight, layers[0].bias
          """)
  void warnings(String name, String row, String warning) throws IOException {
    assertThat(explain(row.strip())).contains("  warning: " + warning);
  }

  /** Figures of a decoder, in its own words. */
  @Test
  void firstSpikesThatTieAreWarnedOf() throws IOException {
    String layers = "layers: [{type: dense, size: 10, neuron: {type: lif, r: 20}}]";
    assertThat(
            explain(
                "{loss: first-spike, decoder: first-spike, encoder: {type: rate}, " + layers + "}"))
        .containsPattern(
            "  warning: in [1-9][0-9]+ % of the examples several classes share the first step with a"
                + " spike");
  }

  @Test
  void aRowThatLearnsHasNoWarnings() throws IOException {
    assertThat(
            explain(
                "{decoder: {type: mlp, hidden: 16}, loss: vib, layers: [{type: dense, size: 20,"
                    + " neuron: {type: lif, r: 20}}, {type: srm-bernoulli, size: 10}]}"))
        .doesNotContain("warning");
  }

  @Test
  void rowsWithoutANetworkAndRowsThatDoNotFit() throws IOException {
    Path file =
        file(
            "  majority: {procedure: majority}",
            "  few: {layers: [{type: dense, size: 3}]}",
            "  far: {dataset: {type: mnist, train: 10}, layers: []}");

    String text = Snn.run(dir, "explain", file.toString(), "--quick").out();

    assertThat(text)
        .contains("row majority\n  PLACE     PART      OUTPUT")
        .contains("training  majority\n")
        .contains("row few\n  n/a: ");
  }

  @Test
  void aRowThatReadsWhatIsNotThereIsNamedAndTheOthersAreShown() throws IOException {
    Path file = file("  bare: {layers: [], decoder: mlp, loss: vib}", "  sound:");

    Snn.Result result = Snn.run(dir, "explain", file.toString());

    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.err()).isEmpty();
    assertThat(result.out())
        .containsPattern(
            "(?m)^row bare\n  n/a: the loss 'vib' reads the firing probability of the last layer, and"
                + " the encoder's output has none; .*\n\nrow sound\n  PLACE ");
  }

  @Test
  void namesAndInputsOfANetworkThatBranches() throws IOException {
    String text =
        explain(
            "{decoder: {type: mlp, hidden: 16}, layers: [{name: stem, type: dense, size: 20, neuron:"
                + " {type: lif, r: 20}}, {name: side, type: dense, size: 20, from: input},"
                + " {merge: add, from: [side, stem]}, {type: dense, size: 10}]}");

    assertThat(text.lines().map(line -> line.strip().replaceAll(" {2,}", " | ")).toList())
        .anyMatch(line -> line.startsWith("layers[0] stem | dense (lif, fast-sigmoid) | "))
        .anyMatch(
            line -> line.startsWith("layers[1] side | dense (lif, fast-sigmoid) from input |"))
        .anyMatch(line -> line.equals("layers[2] | add from side, stem | 8 steps x 20"))
        .anyMatch(line -> line.startsWith("layers[3] | dense (lif, fast-sigmoid) | 8 steps x 10"));
  }

  @Test
  void theWholeConfigurationIsYaml() throws IOException {
    assertThat(explain("", "--config", "--set", "training.epochs=9"))
        .contains("tau_mem: ", "epochs: 9", "learning_rule:");
  }

  @Test
  void aDryRunEstimatesTime() throws IOException {
    Path file = file("  a:", "  b: {decoder: first-spike}", "  c: {procedure: majority}");

    Snn.Result result = Snn.run(dir, "table", file.toString(), "--dry-run", "--out", dir + "/out");

    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.out()).endsWith("6 runs; output in " + dir + "/out\n");
    assertThat(result.err())
        .matches(
            "snn: about [0-9.]+ (ms|s|min) with \\d+ threads \\(estimate from a few batches of 2 of 3"
                + " rows\\)\n");
    assertThat(dir.resolve("out")).doesNotExist();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          explain-without-file       | explain
          explain-missing-file       | explain nofile
          explain-unknown-row        | explain tiny --row vbi
          explain-unknown-profile    | explain tiny --full
          """)
  void mistakes(String name, String line) throws IOException {
    Golden.error(dir, name, line.strip().split(" "));
  }
}
