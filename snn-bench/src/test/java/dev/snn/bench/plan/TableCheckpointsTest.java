package dev.snn.bench.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.api.learning.SavedState;
import dev.snn.bench.Bench;
import dev.snn.engine.SnnEngine;
import dev.snn.engine.checkpoint.CheckpointFile;
import dev.snn.engine.checkpoint.Interval;
import dev.snn.engine.checkpoint.RunCheckpoints;
import dev.snn.engine.checkpoint.SavedRun;
import dev.snn.engine.progress.ProgressListener;
import dev.snn.engine.record.RecordDiff;
import dev.snn.engine.record.RecordFiles;
import dev.snn.engine.record.RunId;
import dev.snn.engine.record.RunRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A table that is interrupted within a run and goes on within it. */
class TableCheckpointsTest {
  private static final Interval EVERY = Interval.of("--checkpoint-every", "2 steps");

  @TempDir Path dir;

  private TableRequest request(String out) throws IOException {
    Path file = dir.resolve("small.yaml");
    Files.write(
        file,
        List.of(
            "dataset: {type: digits, train: 200, validation: 60, test: 60}",
            "encoder: {type: latency, steps: 6}",
            "layers: [{type: dense, size: 12}, {type: srm-bernoulli, size: 10}]",
            "loss: vib",
            "training: {procedure: gradient, batch: 32, epochs: 3}",
            "rows: {majority: {procedure: majority}, mlp: {decoder: {type: mlp, hidden: 8}}}"));
    return TableRequest.of(List.of(file), dir.resolve(out)).withJobs(1);
  }

  private void table(TableRequest request, long stopAt) {
    try (SnnEngine engine = SnnEngine.open(SnnEngine.Options.defaults().withThreads(2))) {
      Bench.on(engine)
          .table(
              request,
              new ProgressListener() {
                @Override
                public void progress(RunId id, String phase, long done, long total, double loss) {
                  if (phase.equals("train") && done == stopAt) {
                    throw new CancellationException();
                  }
                }
              });
    }
  }

  private RunRecord mlp(String out) {
    List<RunRecord> records = RecordFiles.readAll(dir.resolve(out));
    assertThat(records).extracting(r -> r.id().row()).containsExactly("majority", "mlp");
    return records.get(1);
  }

  @Test
  void goesOnWithinARun() throws IOException {
    table(request("whole"), -1);
    TableRequest parts = request("parts").withCheckpoints(EVERY);
    assertThatThrownBy(() -> table(parts, 12)).isInstanceOf(CancellationException.class);
    assertThatThrownBy(() -> table(parts.resuming(), 19)).isInstanceOf(CancellationException.class);

    table(parts.resuming(), -1);

    assertThat(RecordDiff.of(mlp("whole"), mlp("parts")).differences()).isEmpty();
    assertThat(mlp("parts").tree().at("/timing/resumed").asInt()).isEqualTo(2);
    assertThat(dir.resolve("parts/checkpoints"))
        .isDirectoryRecursivelyContaining("glob:**/small--mlp--seed-1/best.safetensors")
        .isDirectoryNotContaining("glob:**/small--majority--seed-1");
  }

  /** Ways in which a checkpoint of the same configuration no longer fits. */
  private static SavedRun misfit(String what, SavedRun saved) {
    ObjectNode tree = saved.tree();
    SavedState parameters = saved.parameters();
    SavedState training = saved.training();
    switch (what) {
      case "data" -> ((ObjectNode) tree.path("dataset")).put("version", "another");
      case "shape" -> parameters.put("layers[0].weight", new float[3][4]);
      case "optimizer" -> {
        String name =
            training.arrays().keySet().stream()
                .filter(key -> key.startsWith("step/optimizer/"))
                .findFirst()
                .orElseThrow();
        training.put(name, new float[3][4]);
      }
      default -> throw new IllegalArgumentException(what);
    }
    return new SavedRun(
        saved.file(),
        tree,
        saved.dataset(),
        saved.complete(),
        parameters,
        saved.encoder(),
        training);
  }

  @ParameterizedTest
  @ValueSource(strings = {"data", "shape", "optimizer"})
  void beginsAgainWhereTheCheckpointNoLongerFits(String what) throws IOException {
    table(request("whole"), -1);
    TableRequest parts = request("parts").withCheckpoints(EVERY);
    assertThatThrownBy(() -> table(parts, 12)).isInstanceOf(CancellationException.class);
    Path last = dir.resolve("parts/checkpoints/small--mlp--seed-1").resolve(RunCheckpoints.LAST);
    CheckpointFile.write(misfit(what, CheckpointFile.read(last)));

    table(parts.resuming(), -1);

    assertThat(mlp("parts").error()).isEmpty();
    assertThat(RecordDiff.of(mlp("whole"), mlp("parts")).differences()).isEmpty();
    assertThat(mlp("parts").tree().at("/timing").has("resumed")).isFalse();
  }

  @Test
  void passesOverWhatIsDamaged() throws IOException {
    table(request("whole"), -1);
    TableRequest parts = request("parts").withCheckpoints(EVERY);
    assertThatThrownBy(() -> table(parts, 12)).isInstanceOf(CancellationException.class);
    Path last = dir.resolve("parts/checkpoints/small--mlp--seed-1").resolve(RunCheckpoints.LAST);
    byte[] bytes = Files.readAllBytes(last);
    bytes[bytes.length - 1] ^= 1;
    Files.write(last, bytes);

    table(parts.resuming(), -1);

    assertThat(RecordDiff.of(mlp("whole"), mlp("parts")).differences()).isEmpty();
    assertThat(mlp("parts").tree().at("/timing").has("resumed")).isFalse();
  }
}
