package dev.snn.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExperimentErrorsTest {
  private static final List<String> GOOD =
      List.of(
          "dataset: {type: digits}",
          "encoder: {type: latency, steps: 6}",
          "layers: [{type: dense, size: 16, neuron: {type: lif}}, {type: srm-bernoulli, size: 10}]",
          "decoder: {type: rate}",
          "loss: {type: cross-entropy}",
          "training: {procedure: gradient, epochs: 1}");

  @TempDir Path dir;

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          yaml-syntax             | 3 | layers: [{type: dense, size: 16, neuron: {type: lif}
          yaml-twice              | 2 | decoder: {type: mlp}
          experiment-unknown-key  | 2 | encodr: {type: latency}
          experiment-no-decoder   | 4 | title: nothing reads it out
          experiment-no-dataset   | 1 | title: nothing to learn
          experiment-unknown-name | 3 | layers: [{type: dense, size: 16, neuron: {type: lfi}}]
          experiment-unknown-data | 1 | dataset: {type: minst}
          experiment-no-type      | 2 | encoder: {steps: 6}
          experiment-option-typo  | 3 | layers: [{type: dense, size: 16, neuron: {type: lif, taumem: 10}}]
          experiment-wrong-type   | 6 | training: {procedure: gradient, epochs: soon}
          experiment-fraction     | 6 | training: {procedure: gradient, epochs: 1.5}
          experiment-bad-value    | 3 | layers: [{type: dense, size: 16, neuron: {type: lif, tau_mem: 0}}]
          experiment-bad-choice   | 3 | layers: [{type: dense, size: 16, neuron: {type: lif, reset: maybe}}]
          experiment-both-options | 3 | layers: [{type: dense, size: 16, neuron: {type: lif, tau_mem: 10, alpha: 0.9}}]
          experiment-no-list      | 3 | layers: {type: dense, size: 16}
          experiment-wrong-shape  | 2 | encoder: {type: events, steps: 6}
          experiment-bad-seeds    | 6 | seeds: [1, two]
          experiment-same-seeds   | 6 | seeds: [1, 1]
          experiment-bad-row      | 6 | rows: {'a b': {}}
          experiment-no-rows      | 6 | rows: {}
          experiment-no-split     | 6 | training: {procedure: gradient, early_stopping: 2}
          experiment-infinite     | 3 | layers: [{type: dense, size: 16, neuron: {type: lif, r: 1e39}}, {type: srm-bernoulli, size: 10}]
          experiment-bad-compare  | 6 | compare: [[here, there]]
          """)
  void saysWhatIsWrong(String name, int line, String text) throws IOException {
    List<String> lines = new ArrayList<>(GOOD);
    lines.set(line - 1, text);
    Path file = Golden.file(dir, "experiment.yaml", lines.toArray(String[]::new));

    Golden.error(dir, name, "run", file.toString(), "--out", dir + "/out");

    assertThat(dir.resolve("out/records/experiment--experiment--seed-1.json")).doesNotExist();
  }

  /** Entries of {@code layers}, with 16, 16 and 10 neurons where they have a type. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          layers-unknown-name | name: stem      | from: sten                        | from: stem
          layers-forward      | from: late      | name: mid                         | name: late, from: mid
          layers-itself       | name: stem      | name: mid, from: mid              | from: stem
          layers-twice        | name: stem      | name: stem                        | from: stem
          layers-named-input  | name: input     | name: b                           | from: b
          layers-odd-name     | name: 'a b'     | name: b                           | from: b
          layers-two-inputs   | name: stem      | from: [stem, input]               | name: c
          layers-no-inputs    | name: stem      | from: []                          | name: c
          layers-unused       | name: stem      | name: b, from: input              | from: stem
          layers-unnamed      |                 | from: input                       |
          merge-one-input     | name: stem      | !{merge: add, from: stem}         | name: c
          merge-no-input      | name: stem      | !{merge: add}                     | name: c
          merge-three-iand    | name: stem      | !{merge: iand, from: [stem, stem, stem]} | name: c
          merge-unknown       | name: stem      | !{merge: ad, from: [stem, stem]}  | name: c
          merge-and-type      | name: stem      | merge: add, from: [stem, stem]    | name: c
          merge-option        | name: stem      | !{merge: add, from: [stem, stem], size: 4} | name: c
          merge-shapes        | name: stem      | !{merge: add, from: [stem, input]} | name: c
          """)
  void networksThatBranchWrongly(String name, String first, String second, String third)
      throws IOException {
    List<String> lines = new ArrayList<>(GOOD);
    lines.set(2, "layers: [" + entry(first) + ", " + entry(second) + ", " + last(third) + "]");
    Path file = Golden.file(dir, "experiment.yaml", lines.toArray(String[]::new));

    Golden.error(dir, name, "run", file.toString(), "--out", dir + "/out");
  }

  private static String entry(String more) {
    String dense = "{type: dense, size: 16, neuron: {type: lif}";
    return more == null
        ? dense + "}"
        : more.startsWith("!") ? more.substring(1) : dense + ", " + more + "}";
  }

  private static String last(String more) {
    return "{type: srm-bernoulli, size: 10" + (more == null ? "}" : ", " + more + "}");
  }

  @Test
  void syntaxErrorsHaveLineAndColumn() throws IOException {
    Path file = Golden.file(dir, "broken.yaml", "title: x", "layers: [1, 2", "loss: mse");

    Snn.Result result = Golden.error(dir, "yaml-line-and-column", "table", file.toString());

    assertThat(result.err()).contains("line 3, column 5");
  }

  @Test
  void decodersThatDoNotFit() throws IOException {
    List<String> lines = new ArrayList<>(GOOD);
    lines.set(2, "layers: [{type: srm-bernoulli, size: 4}]");
    Path file = Golden.file(dir, "experiment.yaml", lines.toArray(String[]::new));

    Golden.error(dir, "experiment-not-fitting", "run", file.toString(), "--out", dir + "/out");
  }

  @Test
  void aReadoutWithoutAMembrane() throws IOException {
    List<String> lines = new ArrayList<>(GOOD);
    lines.set(
        2,
        "layers: [{name: a, type: dense, size: 10}, {type: dense, size: 10, name: b, from: input},"
            + " {name: sum, merge: add, from: [a, b]}]");
    lines.set(3, "decoder: {type: membrane}");
    Path file = Golden.file(dir, "experiment.yaml", lines.toArray(String[]::new));

    Golden.error(dir, "readout-no-membrane", "run", file.toString(), "--out", dir + "/out");
  }

  @Test
  void tabs() throws IOException {
    Path file = Golden.file(dir, "tab.yaml", "dataset:", "\ttype: digits");

    Golden.error(dir, "yaml-tab", "run", file.toString());
  }

  @Test
  void emptyFile() throws IOException {
    Golden.error(dir, "experiment-empty", "run", Golden.file(dir, "empty.yaml").toString());
  }

  @Test
  void binaryFile() throws IOException {
    Path file = Files.write(dir.resolve("binary.yaml"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});

    Golden.error(dir, "experiment-binary", "run", file.toString());
  }

  @Test
  void theSentenceAboutARowNamesIt() throws IOException {
    List<String> lines = new ArrayList<>(GOOD);
    lines.add("rows: {good: {}, bad: {loss: {type: cross-entrpy}}}");
    Path file = Golden.file(dir, "rows.yaml", lines.toArray(String[]::new));

    Golden.error(dir, "experiment-row", "table", file.toString(), "--out", dir + "/out");
  }

  @Test
  void severalDocuments() throws IOException {
    Path file = Golden.file(dir, "two.yaml", "title: one", "---", "title: two");

    Golden.error(dir, "yaml-two-documents", "run", file.toString());
  }

  @Test
  void experimentsOfOneName() throws IOException {
    Path one = Golden.file(dir, "a/same.yaml", GOOD.toArray(String[]::new));
    Path two = Golden.file(dir, "b/same.yaml", GOOD.toArray(String[]::new));

    Golden.error(dir, "table-same-names", "table", one.toString(), two.toString());
  }

  @Test
  void valuesThatTheEncoderCannotTake() throws IOException {
    Golden.file(dir, "grey.csv", "0,255,0", "255,0,1", "0,250,0", "250,0,1", "0,9,0", "9,0,1");
    List<String> lines = new ArrayList<>(GOOD);
    lines.set(0, "dataset: {type: csv, path: " + dir + "/grey.csv, test_fraction: 0.4}");
    lines.set(3, "decoder: {type: mlp}");
    Path file = Golden.file(dir, "experiment.yaml", lines.toArray(String[]::new));

    Golden.error(dir, "experiment-no-scale", "table", file.toString(), "--out", dir + "/out");

    assertThat(dir.resolve("out/records")).doesNotExist();
  }

  @Test
  void recordsThatAreNone() throws IOException {
    Path file = Golden.file(dir, "table.csv", "experiment,row");

    Golden.error(dir, "repro-no-record", "repro", file.toString());
  }
}
