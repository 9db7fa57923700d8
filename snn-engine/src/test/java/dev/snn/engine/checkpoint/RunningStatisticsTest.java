package dev.snn.engine.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.snn.api.plugin.Part;
import dev.snn.engine.Experiment;
import dev.snn.engine.SnnEngine;
import dev.snn.engine.progress.ProgressListener;
import dev.snn.engine.record.RunRecord;
import dev.snn.engine.record.Status;
import dev.snn.engine.run.RunRequest;
import dev.snn.engine.run.RunSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Running means and variances are those of the training passes, whatever is measured besides. */
class RunningStatisticsTest {
  @TempDir Path folder;

  private Map<String, float[][]> parameters(String name, Object... training) {
    List<Object> all = new ArrayList<>(List.of("epochs", 3, "batch", 40));
    all.addAll(Arrays.asList(training));
    Experiment experiment =
        Experiment.named("digits")
            .dataset("digits", "train", 120, "validation", 40, "test", 40)
            .encoder("direct", "steps", 2)
            .layer("dense", "size", 8, "neuron", Part.of("if"))
            .layer("batch-norm", "neuron", Part.of("plif"))
            .layer("dense", "size", 10, "neuron", Part.of("if", "reset", "none"))
            .decoder("membrane")
            .loss("cross-entropy")
            .training("gradient", all.toArray());
    try (SnnEngine engine = SnnEngine.open(SnnEngine.Options.defaults())) {
      RunRequest request =
          experiment
              .request(engine, 3)
              .withCheckpoints(new RunSpec.Checkpoints(folder.resolve(name), Interval.EPOCH, true));
      RunRecord record = engine.run(request, ProgressListener.SILENT);
      assertThat(record.status()).as(record.error()).isEqualTo(Status.OK);
    }
    return CheckpointFile.read(folder.resolve(name).resolve(RunCheckpoints.LAST))
        .parameters()
        .arrays();
  }

  private void same(String name, Object... training) {
    Map<String, float[][]> plain = parameters("plain");
    Map<String, float[][]> measured = parameters(name, training);
    assertThat(plain).containsKeys("layers[1].running_mean", "layers[1].running_variance");
    assertThat(plain.get("layers[1].running_variance")[0]).doesNotContain(1f);
    assertThat(measured.keySet()).isEqualTo(plain.keySet());
    plain.forEach((key, rows) -> assertThat(measured.get(key)).as(key).isDeepEqualTo(rows));
  }

  @Test
  void evaluationsDoNotMoveThem() {
    same("seldom", "evaluate_every", 3);
  }

  @Test
  void measuresOfTheLastEpochDoNotMoveThem() {
    same("norms", "gradient_norms", true, "bests", true);
    same("draws", "gradient_draws", 3);
  }
}
