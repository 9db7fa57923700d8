package dev.snn.engine.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.snn.api.plugin.Part;
import dev.snn.api.plugin.UserError;
import dev.snn.engine.Experiment;
import dev.snn.engine.SnnEngine;
import dev.snn.engine.progress.ProgressListener;
import dev.snn.engine.record.RecordDiff;
import dev.snn.engine.record.RunId;
import dev.snn.engine.record.RunRecord;
import dev.snn.engine.record.Status;
import dev.snn.engine.run.RunRequest;
import dev.snn.engine.run.RunSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Trainings that are interrupted in this process and go on, a second or less each. */
class ResumptionTest {
  @TempDir Path folder;

  private static Experiment digits(Object... training) {
    return Experiment.named("digits")
        .dataset("digits", "train", 200, "validation", 60, "test", 60)
        .encoder("latency", "steps", 6)
        .layer("dense", "size", 12, "neuron", Part.of("lif", "r", 20))
        .layer("srm-bernoulli", "size", 10)
        .decoder("mlp", "hidden", 8)
        .loss("vib")
        .training("gradient", training);
  }

  /** Stops a run after an update. */
  private record StopAt(long step) implements ProgressListener {
    @Override
    public void progress(RunId id, String phase, long done, long total, double loss) {
      if (phase.equals("train") && done == step) {
        throw new CancellationException();
      }
    }
  }

  private RunRecord run(
      int threads, Experiment experiment, String name, String every, long stopAt) {
    try (SnnEngine engine = SnnEngine.open(SnnEngine.Options.defaults().withThreads(threads))) {
      Path place = folder.resolve(name);
      RunRequest request =
          experiment
              .request(engine, 3)
              .withCheckpoints(
                  new RunSpec.Checkpoints(place, Interval.of("--checkpoint-every", every), true));
      return engine.run(request, new StopAt(stopAt));
    }
  }

  private RunRecord interrupted(Experiment experiment, String every, long... stops) {
    RunRecord whole = run(2, experiment, "whole", every, -1);
    assertThat(whole.status()).as(whole.error()).isEqualTo(Status.OK);
    int threads = 1;
    for (long stop : stops) {
      int here = threads;
      assertThatThrownBy(() -> run(here, experiment, "parts", every, stop))
          .isInstanceOf(CancellationException.class);
      threads = 3 - threads;
    }
    RunRecord parts = run(threads, experiment, "parts", every, -1);
    assertThat(RecordDiff.of(whole, parts).differences()).isEmpty();
    assertThat(parts.tree().at("/timing/train_seconds")).hasSize(parts.tree().at("/epochs").size());
    for (String name : new String[] {RunCheckpoints.LAST, RunCheckpoints.BEST}) {
      SavedRun a = CheckpointFile.read(folder.resolve("whole").resolve(name));
      SavedRun b = CheckpointFile.read(folder.resolve("parts").resolve(name));
      assertThat(bits(b)).as(name).isEqualTo(bits(a));
      assertThat(RecordDiff.of(a.record(), b.record()).differences()).as(name).isEmpty();
    }
    return parts;
  }

  private static Map<String, Integer> bits(SavedRun saved) {
    Map<String, Integer> hashes = new TreeMap<>();
    saved
        .parameters()
        .arrays()
        .forEach((name, rows) -> hashes.put(name, Arrays.deepHashCode(rows)));
    assertThat(hashes).isNotEmpty();
    return hashes;
  }

  @Test
  void betweenEpochs() {
    interrupted(digits("epochs", 4, "batch", 32, "schedule", "cosine"), "1", 3, 9, 10, 25);
  }

  @Test
  void withinEpochs() {
    interrupted(
        digits("epochs", 3, "batch", 32, "optimizer", Part.of("sgd", "lr", 0.05), "clip_norm", 1.0),
        "2steps",
        3,
        8,
        12,
        15);
  }

  @Test
  void withAMovingBaseline() {
    interrupted(score("ema"), "3steps", 5, 11);
  }

  @Test
  void withABaselineForEachParameter() {
    interrupted(score("per-parameter"), "3steps", 5, 7, 11);
  }

  /** Of options that prune, and regrow where they do, within two epochs of seven updates. */
  private static final Map<String, Part> REWIRINGS =
      Map.of(
          "grad-r", Part.of("grad-r", "alpha", 1, "every", 2),
          "deep-r", Part.of("deep-r", "connectivity", 0.3, "l1", 0.1, "temperature", 1e-5),
          "one-shot", Part.of("magnitude", "connectivity", 0.2),
          "gradual",
              Part.of(
                  "magnitude",
                  "connectivity",
                  0.2,
                  "when",
                  "gradual",
                  "begin",
                  0,
                  "end",
                  1.5,
                  "every",
                  2),
          "random", Part.of("random", "connectivity", 0.3),
          "set", Part.of("set", "connectivity", 0.3),
          "rigl", Part.of("rigl", "connectivity", 0.3, "every", 2));

  @ParameterizedTest
  @ValueSource(strings = {"grad-r", "deep-r", "one-shot", "gradual", "random", "set", "rigl"})
  void withARewiring(String name) {
    RunRecord record =
        interrupted(
            digits("epochs", 2, "batch", 32, "rewiring", REWIRINGS.get(name)), "3steps", 5, 8, 12);
    double connectivity = record.tree().at("/final/scores/test/connectivity").asDouble();
    assertThat(connectivity).isBetween(0.05, 0.99);
    // What does not exist is exactly 0 in the file, as it was after the resumption.
    SavedRun saved = CheckpointFile.read(folder.resolve("parts").resolve(RunCheckpoints.LAST));
    long zeros = 0;
    long all = 0;
    for (String weight : new String[] {"layers[0].weight", "layers[1].weight"}) {
      for (float[] row : saved.parameters().arrays().get(weight)) {
        for (float w : row) {
          zeros += Math.abs(w) < 1e-10f ? 1 : 0;
          all++;
        }
      }
    }
    assertThat(connectivity).isEqualTo((double) (all - zeros) / all);
  }

  @Test
  void withARewiringAndEarlyStopping() {
    Part rewiring = Part.of("grad-r", "alpha", 1);
    Part optimizer = Part.of("adam", "lr", 0.1);
    Experiment experiment =
        digits(
            "epochs",
            12,
            "batch",
            32,
            "early_stopping",
            2,
            "optimizer",
            optimizer,
            "rewiring",
            rewiring);
    RunRecord record = interrupted(experiment, "1", 10, 17);
    int epochs = record.tree().at("/epochs").size();
    assertThat(record.tree().at("/final/number").asInt()).isLessThan(epochs);
  }

  private static Experiment score(String baseline) {
    Part rule = Part.of("score-function", "baseline", baseline, "samples", 1, "kappa", 0.6);
    return digits("epochs", 2, "batch", 32, "learning_rule", rule);
  }

  @Test
  void withEarlyStopping() {
    // A learning rate that is too large: the best epoch comes early, and comes back at the end.
    RunRecord record =
        interrupted(
            digits(
                "epochs",
                12,
                "batch",
                32,
                "early_stopping",
                3,
                "optimizer",
                Part.of("adam", "lr", 0.3)),
            "1",
            8,
            15,
            22);
    int epochs = record.tree().at("/epochs").size();
    assertThat(epochs).isBetween(4, 11);
    assertThat(record.tree().at("/final/number").asInt()).isEqualTo(epochs - 3);
  }

  @Test
  void aFinishedTrainingGivesItsRecordAgain() {
    Experiment experiment = digits("epochs", 2, "batch", 64);
    RunRecord first = run(1, experiment, "done", "1", -1);
    RunRecord second = run(1, experiment, "done", "1", 1);
    assertThat(RecordDiff.of(first, second).differences()).isEmpty();
    assertThat(second.tree().at("/timing/resumed").asInt()).isEqualTo(1);
  }

  @Test
  void theBestEpochIsThatOfTheValidationSplit() {
    RunRecord record = run(2, digits("epochs", 6, "batch", 32), "best", "1", -1);
    double best = Double.NEGATIVE_INFINITY;
    int epoch = 0;
    for (var scores : record.scoresByEpoch("validation").entrySet()) {
      if (scores.getValue().get("accuracy") > best) {
        best = scores.getValue().get("accuracy");
        epoch = scores.getKey();
      }
    }
    SavedRun saved = CheckpointFile.read(folder.resolve("best").resolve(RunCheckpoints.BEST));
    assertThat(saved.epoch()).isEqualTo(epoch);
    assertThat(saved.complete()).isFalse();
    assertThat(CheckpointFile.read(folder.resolve("best").resolve(RunCheckpoints.LAST)).complete())
        .isTrue();
  }

  @Test
  void withoutAValidationSplitThereIsNoBest() {
    Experiment experiment =
        digits("epochs", 1, "batch", 64).dataset("digits", "train", 100, "test", 50);
    run(1, experiment, "none", "1", -1);
    assertThat(folder.resolve("none").resolve(RunCheckpoints.LAST)).exists();
    assertThat(folder.resolve("none").resolve(RunCheckpoints.BEST)).doesNotExist();
  }

  @Test
  void anotherConfigurationIsRefused() {
    run(1, digits("epochs", 1, "batch", 64), "other", "1", -1);
    assertThatThrownBy(() -> run(1, digits("epochs", 2, "batch", 32), "other", "1", -1))
        .isInstanceOf(UserError.class)
        .hasMessage(
            folder.resolve("other").resolve(RunCheckpoints.LAST)
                + " is of another configuration (training.batch: 64 -> 32). Name another folder"
                + " with --checkpoint, or take the change back.");
  }

  @Test
  void aProcedureWithoutStateIsRefused() {
    Experiment majority = Experiment.named("digits").dataset("digits").training("majority");
    assertThatThrownBy(() -> run(1, majority, "majority", "1", -1))
        .isInstanceOf(UserError.class)
        .hasMessage(
            "--checkpoint: the procedure 'majority' has nothing to go on from. Leave the option"
                + " out.");
    assertThat(folder.resolve("majority")).isEmptyDirectory();
    assertThat(Files.exists(folder.resolve("majority"))).isTrue();
  }

  @Test
  void parametersOfAProcedureWithoutNetworkCannotBeKept() {
    Experiment majority = Experiment.named("digits").dataset("digits").training("majority");
    Path file = folder.resolve("weights.npz");
    try (SnnEngine engine = SnnEngine.open(SnnEngine.Options.defaults().withThreads(1))) {
      RunRequest request = majority.request(engine, 3).withParameters(file);
      assertThatThrownBy(() -> engine.run(request, ProgressListener.SILENT))
          .isInstanceOf(UserError.class)
          .hasMessage(
              "--save: the procedure 'majority' trains no network whose parameters could be kept."
                  + " Leave the option out.");
    }
    assertThat(file).doesNotExist();
  }
}
