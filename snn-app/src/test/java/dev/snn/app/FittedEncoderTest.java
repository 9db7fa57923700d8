package dev.snn.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.snn.bench.Bench;
import dev.snn.engine.SnnEngine;
import dev.snn.engine.checkpoint.Interval;
import dev.snn.engine.progress.ProgressListener;
import dev.snn.engine.record.RecordDiff;
import dev.snn.engine.record.RecordFiles;
import dev.snn.engine.record.RunId;
import dev.snn.engine.record.RunRecord;
import dev.snn.engine.run.RunRequest;
import dev.snn.engine.run.RunSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stranger's encoder that finds the range of each feature: the project of {@code new-plugin}. */
class FittedEncoderTest {
  @TempDir static Path shared;
  private static Path jar;

  @TempDir Path dir;

  @BeforeAll
  static void compile() throws IOException {
    jar = Projects.jar(Projects.make(shared, "encoder", "yourlab.range"));
  }

  /** Two classes of three features between 100 and 300, and one that is always 7. */
  private Path table(String name, int first, int rows) throws IOException {
    List<String> lines = new ArrayList<>();
    for (int k = first; k < first + rows; k++) {
      int high = k % 2 == 0 ? 250 : 150;
      lines.add(
          "%d,%d,7,%d,%s".formatted(high + k % 7, 100 + k % 40, 450 - high, "ab".charAt(k % 2)));
    }
    return Files.write(dir.resolve(name), lines);
  }

  private Path experiment() throws IOException {
    return experiment("yourlab.range");
  }

  private Path experiment(String encoder) throws IOException {
    Path train = table("train.csv", 0, 80);
    Path test = table("test.csv", 1000, 30);
    return Golden.file(
        dir,
        "range.yaml",
        "dataset: {type: csv, path: %s, test_path: %s, validation: 10}".formatted(train, test),
        "encoder: {type: %s, steps: 8}".formatted(encoder),
        "layers: [{type: dense, size: 8, neuron: {type: lif, r: 20}}, {type: srm-bernoulli, size: 2}]",
        "decoder: {type: rate}",
        "loss: {type: cross-entropy}",
        "training: {procedure: gradient, batch: 8, epochs: 10, optimizer: {type: adam, lr: 0.02}}");
  }

  private Snn.Result snn(String... words) {
    List<String> all = new ArrayList<>(List.of("--plugins", jar.toString()));
    all.addAll(List.of(words));
    Snn.Result result = Snn.run(dir, all.toArray(String[]::new));
    assertThat(result.code()).as(result.err()).isZero();
    return result;
  }

  private RunRecord train(Path file) {
    snn("run", file.toString(), "--out", dir + "/out", "--checkpoint", dir + "/kept");
    return RecordFiles.readAll(dir.resolve("out")).get(0);
  }

  private static JsonNode range(RunRecord record) {
    return record.tree().at("/fitted/encoder/range/values");
  }

  @Test
  void whatItFoundInTheTrainingSplitIsRecordedAndRepeats() throws IOException {
    RunRecord record = train(experiment());

    // The last ten of the first file are for validation.
    assertThat(range(record).toString())
        .isEqualTo("[[150.0,100.0,7.0,200.0],[256.0,139.0,7.0,300.0]]");
    assertThat(record.tree().at("/final/scores/test/accuracy").asDouble()).isGreaterThan(0.9);
    String file = dir.resolve("out/records").resolve(record.id().fileName()).toString();
    assertThat(snn("repro", file).out()).contains("identical");
  }

  @Test
  void aSavedNetworkKeepsTheRangeOfItsTraining() throws IOException {
    RunRecord record = train(experiment());
    String last = dir.resolve("kept/last.safetensors").toString();
    Path json = dir.resolve("scores.json");

    snn("eval", last, "--json", json.toString());

    assertThat(RecordFiles.read(json).finalScores("test")).isEqualTo(record.finalScores("test"));

    List<String> other = new ArrayList<>();
    for (String line : Files.readAllLines(dir.resolve("train.csv"))) {
      String[] x = line.split(",");
      other.add("%s00,%s,%s,%s00,%s".formatted(x[0], x[1], x[2], x[3], x[4]));
    }
    Path wide = Files.write(dir.resolve("wide.csv"), other);
    snn("eval", last, "--set", "dataset.path=" + wide, "--json", json.toString());

    assertThat(range(RecordFiles.read(json))).isEqualTo(range(record));
  }

  @Test
  void anotherEncoderHasNoRangeToGoBy() throws IOException {
    Path file = experiment();
    String kept = dir + "/latency";
    snn("run", file.toString(), "--set", "encoder={type: direct, steps: 8}", "--checkpoint", kept);

    Snn.Result result =
        Snn.run(
            dir,
            "--plugins",
            jar.toString(),
            "eval",
            kept + "/last.safetensors",
            "--set",
            "encoder={type: yourlab.range, steps: 8}");

    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err())
        .isEqualTo(
            "snn: %s/last.safetensors holds nothing that the encoder 'yourlab.range' found in training data: its encoder was 'direct'. Leave encoder.type as it was.\n"
                .formatted(kept));
  }

  @Test
  void anInterruptedRunGoesOnWithIt() throws IOException {
    Path file = experiment();
    RunRecord whole = train(file);
    try (SnnEngine engine =
        SnnEngine.open(SnnEngine.Options.defaults().withPlugins(jar).withThreads(1))) {
      RunRequest request = Bench.request(Bench.on(engine).read(file, null, List.of()), null, 1L);
      assertThatThrownBy(() -> engine.run(request.withCheckpoints(kept(false)), stop(2)))
          .isInstanceOf(CancellationException.class);

      RunRecord resumed = engine.run(request.withCheckpoints(kept(true)), ProgressListener.SILENT);

      assertThat(resumed.tree().at("/timing/resumed").asInt()).isEqualTo(1);
      assertThat(RecordDiff.of(whole, resumed).differences()).isEmpty();
      assertThat(range(resumed).size()).isEqualTo(2);
    }
  }

  private RunSpec.Checkpoints kept(boolean resume) {
    return new RunSpec.Checkpoints(dir.resolve("parts"), Interval.EPOCH, resume);
  }

  private static ProgressListener stop(int epoch) {
    return new ProgressListener() {
      @Override
      public void epoch(RunId id, dev.snn.api.procedure.Epoch done) {
        if (done.number() == epoch) {
          throw new CancellationException();
        }
      }
    };
  }

  @Test
  void explainAndPlotEncodeWithIt() throws IOException {
    Path file = experiment();

    assertThat(snn("explain", file.toString()).out()).contains("yourlab.range", "8 steps x 4");
    snn("plot", "raster", file.toString(), "--out", dir + "/raster.svg");
    assertThat(dir.resolve("raster.svg")).isNotEmptyFile();
  }

  @Test
  void aComplaintAboutTheTrainingSplitIsTheUsersError() throws IOException {
    Path project = Projects.make(dir, "encoder", "yourlab.strict");
    Projects.change(
        project,
        "train.inBatches(",
        "if (train.size() < 1000) {\n        throw new IllegalArgumentException(\"too few examples\");\n      }\n      train.inBatches(");
    Path file = experiment("yourlab.strict");

    Snn.Result result =
        Snn.run(dir, "--plugins", Projects.jar(project).toString(), "run", file.toString());

    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err())
        .isEqualTo("snn: experiment 'range', row 'range': encoder: too few examples\n");
  }
}
