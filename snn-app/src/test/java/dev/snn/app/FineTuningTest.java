package dev.snn.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.snn.engine.checkpoint.CheckpointFile;
import dev.snn.engine.checkpoint.SavedRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trainings that begin from the parameters of another. */
class FineTuningTest {
  @TempDir Path dir;
  private Path file;

  @BeforeEach
  void trained() throws IOException {
    file =
        Golden.file(
            dir,
            "t.yaml",
            "dataset: {type: digits, train: 60, validation: 20, test: 40}",
            "encoder: {type: latency, steps: 4}",
            "layers: [{type: dense, size: 6, neuron: {type: lif, r: 20}}]",
            "decoder: {type: mlp, hidden: 5}",
            "loss: cross-entropy",
            "training: {procedure: gradient, batch: 20, epochs: 1, optimizer: {type: sgd, lr: 1e-9}}");
    Snn.Result run = run("first", "--save", dir.resolve("w.npz").toString());
    assertThat(run.code()).as(run.err()).isZero();
  }

  private Snn.Result run(String name, String... more) {
    List<String> all = new ArrayList<>(List.of("run", file.toString(), "--quiet"));
    all.addAll(List.of("--out", dir.resolve(name).toString()));
    all.addAll(List.of("--checkpoint", dir.resolve(name).resolve("kept").toString()));
    all.addAll(List.of(more));
    return Snn.run(dir, all.toArray(String[]::new));
  }

  private Path last(String name) {
    return dir.resolve(name).resolve("kept/last.safetensors");
  }

  private float[][] weights(String name, String parameter) {
    SavedRun saved = CheckpointFile.read(last(name));
    return saved.parameters().arrays().get(parameter);
  }

  /** With next to no learning rate the parameters stay where they began, up to a few last bits. */
  private void sameWeights(String a, String b, String parameter, boolean same) {
    float[][] x = weights(a, parameter);
    float[][] y = weights(b, parameter);
    double largest = 0;
    for (int r = 0; r < x.length; r++) {
      for (int c = 0; c < x[r].length; c++) {
        largest = Math.max(largest, Math.abs(x[r][c] - y[r][c]));
      }
    }
    assertThat(largest < 1e-5).as(parameter).isEqualTo(same);
  }

  @Test
  void fromACheckpointAndFromAnArchive() throws IOException {
    assertThat(run("drawn", "--seed", "9").code()).isZero();
    sameWeights("first", "drawn", "layers[0].weight", false);
    Path copy = Files.copy(last("first"), dir.resolve("copy.safetensors"));
    for (Path from : List.of(copy, dir.resolve("w.npz"))) {
      String name = "tuned-" + from.getFileName();
      Snn.Result tuned = run(name, "--seed", "9", "--init", from.toString());
      assertThat(tuned.code()).as(tuned.err()).isZero();
      sameWeights("first", name, "layers[0].weight", true);
      sameWeights("first", name, "decoder.out.weight", true);

      Path record = dir.resolve(name).resolve("records/t--t--seed-9.json");
      assertThat(record).content().contains("\"init\" : {", "\"sha256\" : \"");
      assertThat(Snn.run(dir, "repro", record.toString()).out()).isEqualTo("identical\n");
      assertThat(Snn.run(dir, "eval", last(name).toString()).code()).isZero();
      Files.write(from, new byte[] {1});
      Snn.Result changed = Snn.run(dir, "repro", record.toString());
      assertThat(changed.code()).isEqualTo(2);
      assertThat(changed.err()).contains("init: " + from + " has changed since the run");
      // A saved network needs nothing but itself.
      assertThat(Snn.run(dir, "eval", last(name).toString()).code()).isZero();
    }
  }

  @Test
  void whatDoesNotFitIsOneSentenceAndPartsCanBeLeftOut() {
    Path from = last("first");
    String hidden = "decoder.hidden=7";
    Snn.Result other = run("other", "--init", from.toString(), "--set", hidden);
    assertThat(other.code()).isEqualTo(2);
    assertThat(other.err())
        .contains("init: 'decoder.hidden.weight' is 24 x 5 in " + from + " and 24 x 7 in this")
        .contains("Leave parts out, as in 'init: {file: FILE, skip: [decoder]}'")
        .hasLineCount(1);
    assertThat(run("other", "--init", dir.resolve("w.npz").toString(), "--set", hidden).err())
        .contains("'decoder.hidden.weight' is 24 x 5, not 24 x 7");
    for (Path each : List.of(from, dir.resolve("w.npz"))) {
      String name = "skipped-" + each.getFileName();
      String skip = "init={file: '%s', skip: [decoder]}".formatted(each);
      Snn.Result skipped = run(name, "--seed", "9", "--set", hidden, "--set", skip);
      assertThat(skipped.code()).as(skipped.err()).isZero();
      sameWeights("first", name, "layers[0].weight", true);
    }
    assertThat(run("none", "--init", dir.resolve("nowhere").toString()).err())
        .contains("init: there is no file " + dir.resolve("nowhere"));
  }
}
