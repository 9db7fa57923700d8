package dev.snn.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.snn.engine.record.RecordFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tables of the user's own through the commands: what is said, and what other data are to a
 * network.
 */
class OwnTablesTest {
  @TempDir Path dir;

  private Path experiment(String dataset, String neuron) throws IOException {
    return Files.writeString(
        dir.resolve("own.yaml"),
        """
        dataset: %s
        encoder: {type: latency, steps: 5}
        layers: [{type: dense, size: 8, neuron: %s}]
        decoder: linear
        loss: cross-entropy
        training: {procedure: gradient, epochs: 2, batch: 5}
        seeds: [1]
        rows: {r: }
        """
            .formatted(dataset, neuron));
  }

  private String table(String name, String first, String second) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int k = 0; k < 10; k++) {
      text.append("0.").append(k).append(",1,").append(first).append('\n');
      text.append("1,0.").append(k).append(',').append(second).append('\n');
    }
    return Files.writeString(dir.resolve(name), text).toString();
  }

  private Snn.Result train(String data) throws IOException {
    Path file = experiment("{type: csv, path: '" + data + "'}", "{type: lif, r: 20}");
    return Snn.run(
        dir, "run", file.toString(), "--out", dir + "/out", "--checkpoint", dir + "/kept");
  }

  @Test
  void theClassesAreSaidBeforeTrainingAndKeptInTheRecord() throws IOException {
    Snn.Result result = train(table("a.csv", "bee", "ant"));
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.err())
        .startsWith(
            "note: csv: classes in column 3 (the last): 2, with so many examples: ant (10), bee (10)\n");
    assertThat(RecordFiles.readAll(dir.resolve("out")).get(0).tree().path("dataset"))
        .anySatisfy(value -> assertThat(value.toString()).isEqualTo("[\"ant\",\"bee\"]"));
  }

  @Test
  void otherDataMeanTheSameClasses() throws IOException {
    train(table("a.csv", "ant", "bee"));
    String kept = dir + "/kept/last.safetensors";
    String swapped = table("b.csv", "bee", "cow");
    Snn.Result unknown = Snn.run(dir, "eval", kept, "--set", "dataset.path=" + swapped);
    assertThat(unknown.code()).isEqualTo(2);
    assertThat(unknown.err())
        .isEqualTo(
            "snn: dataset: " + swapped + ": class 'cow' is none of the network's (ant, bee).\n");
    String fewer = table("c.csv", "bee", "bee");
    Snn.Result some = Snn.run(dir, "eval", kept, "--set", "dataset.path=" + fewer);
    assertThat(some.code()).as(some.err()).isZero();
    assertThat(some.err()).contains("ant (0), bee (20)");
  }

  @Test
  void dataThatHaveChangedSinceTrainingAreRefused() throws IOException {
    train(table("a.csv", "0", "1"));
    table("a.csv", "1", "0");
    Snn.Result result = Snn.run(dir, "eval", dir + "/kept/last.safetensors");
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).contains("was trained on other data: the files of 'csv' have changed");
  }

  @Test
  void aMistypedPathEndsATable() throws IOException {
    Path file = experiment("{type: csv, path: none.csv}", "lif");
    Snn.Result result = Snn.run(dir, "table", file.toString(), "--out", dir + "/table");
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).contains("no file 'none.csv' (path)");
    assertThat(dir.resolve("table/records")).doesNotExist();
  }

  @Test
  void aSilentReadoutIsSaidOnce() throws IOException {
    String data = table("a.csv", "a", "b");
    Path file = experiment("{type: csv, path: '" + data + "'}", "{type: lif, r: 1.0e-6}");
    Snn.Result result = Snn.run(dir, "run", file.toString(), "--out", dir + "/out");
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.err().lines().filter(line -> line.contains("the readout is silent")))
        .hasSize(1)
        .first()
        .asString()
        .startsWith("note: r, seed 1: after epoch 1 the readout is silent: layers[0] gives no");
  }
}
