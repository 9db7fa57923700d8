package dev.snn.engine.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.snn.api.learning.SavedState;
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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Finished trainings that go on with more epochs end as one that had them from its beginning. */
class LongerTrainingTest {
  @TempDir Path folder;

  private static Experiment digits(int epochs, Object... training) {
    List<Object> all = new ArrayList<>(List.of("epochs", epochs, "batch", 50));
    all.addAll(Arrays.asList(training));
    return Experiment.named("digits")
        .dataset("digits", "train", 210, "validation", 60, "test", 60)
        .encoder("latency", "steps", 6)
        .layer("dense", "size", 12, "neuron", Part.of("lif", "r", 20))
        .layer("srm-bernoulli", "size", 10)
        .decoder("mlp", "hidden", 8)
        .loss("vib")
        .training("gradient", all.toArray());
  }

  private RunRecord run(int threads, Experiment experiment, String name) {
    return run(threads, experiment, name, ProgressListener.SILENT);
  }

  private RunRecord run(int threads, Experiment experiment, String name, ProgressListener ear) {
    try (SnnEngine engine = SnnEngine.open(SnnEngine.Options.defaults().withThreads(threads))) {
      RunRequest request =
          experiment
              .request(engine, 3)
              .withCheckpoints(new RunSpec.Checkpoints(folder.resolve(name), Interval.EPOCH, true));
      RunRecord record = engine.run(request, ear);
      assertThat(record.status()).as(record.error()).isEqualTo(Status.OK);
      return record;
    }
  }

  private void sameAsWhole(int epochs, Object... training) {
    RunRecord whole = run(2, digits(epochs, training), "whole");
    RunRecord parts = run(2, digits(epochs, training), "parts");
    assertThat(RecordDiff.of(whole, parts).differences()).isEmpty();
    assertThat(parts.tree().at("/timing/train_seconds")).hasSize(parts.tree().at("/epochs").size());
    for (String name : new String[] {RunCheckpoints.LAST, RunCheckpoints.BEST}) {
      SavedRun a = CheckpointFile.read(folder.resolve("whole").resolve(name));
      SavedRun b = CheckpointFile.read(folder.resolve("parts").resolve(name));
      assertThat(bits(b.parameters())).as(name).isNotEmpty().isEqualTo(bits(a.parameters()));
      assertThat(bits(b.training())).as(name).isEqualTo(bits(a.training()));
      assertThat(RecordDiff.of(a.record(), b.record()).differences()).as(name).isEmpty();
      assertThat(b.complete()).as(name).isEqualTo(a.complete());
    }
  }

  private static Map<String, Integer> bits(SavedState state) {
    Map<String, Integer> hashes = new TreeMap<>();
    state.arrays().forEach((name, rows) -> hashes.put(name, Arrays.deepHashCode(rows)));
    return hashes;
  }

  @Test
  void twoFourAndSixEpochs() {
    run(1, digits(2), "parts");
    RunRecord four = run(2, digits(4), "parts");
    assertThat(four.tree().at("/epochs")).hasSize(4);
    sameAsWhole(6);
  }

  @Test
  void measuresOfTheLastEpochAreThoseOfTheNewLastOne() {
    Object[] options = {"gradient_draws", 3, "learning_rule", Part.of("score-function")};
    run(1, digits(2, options), "parts");
    sameAsWhole(3, options);
  }

  @Test
  void anEpochThatWasEvaluatedAsTheLastOneOnly() {
    run(1, digits(3, "evaluate_every", 2), "parts");
    RunRecord whole = run(1, digits(5, "evaluate_every", 2), "whole");
    RunRecord parts = run(1, digits(5, "evaluate_every", 2), "parts");
    assertThat(RecordDiff.of(whole, parts).differences()).isEmpty();
    assertThat(parts.tree().at("/epochs/2/scores").isEmpty()).isTrue();
  }

  @Test
  void earlyStoppingGoesOnCounting() {
    Object[] options = {"early_stopping", 3, "optimizer", Part.of("adam", "lr", 0.3)};
    RunRecord alone = run(1, digits(30, options), "alone");
    int stopped = alone.tree().at("/epochs").size();
    assertThat(stopped).isBetween(4, 29);
    // The last epoch of the shorter one is not its best, and its best parameters are put back.
    RunRecord shorter = run(1, digits(stopped - 1, options), "parts");
    assertThat(shorter.tree().at("/final/number").asInt()).isEqualTo(stopped - 3);
    sameAsWhole(30, options);
  }

  @Test
  void oneThatStoppedByItselfStaysWhereItIs() {
    Object[] options = {"early_stopping", 2, "optimizer", Part.of("adam", "lr", 0.3)};
    RunRecord first = run(1, digits(20, options), "parts");
    assertThat(first.tree().at("/epochs").size()).isLessThan(20);
    sameAsWhole(25, options);
  }

  @Test
  void withAStateOfTheLearningRule() {
    Part rule = Part.of("score-function", "baseline", "per-parameter", "samples", 1, "kappa", 0.6);
    run(1, digits(1, "learning_rule", rule), "parts");
    sameAsWhole(3, "learning_rule", rule);
  }

  @Test
  void aScheduleOfSteps() {
    Object[] options = {"schedule", "step", "step_epochs", 2, "warmup_epochs", 0.5};
    run(1, digits(1, options), "parts");
    sameAsWhole(4, options);
  }

  @Test
  void anInterruptedTrainingGoesOnLongerToo() {
    ProgressListener stop =
        new ProgressListener() {
          @Override
          public void progress(RunId id, String phase, long done, long total, double loss) {
            if (phase.equals("train") && done == 6) {
              throw new CancellationException();
            }
          }
        };
    assertThatThrownBy(() -> run(1, digits(2), "parts", stop))
        .isInstanceOf(CancellationException.class);
    sameAsWhole(3);
  }

  @Test
  void fewerEpochsThanAreTrainedAreRefused() throws IOException {
    run(1, digits(3), "parts");
    byte[] before = Files.readAllBytes(folder.resolve("parts").resolve(RunCheckpoints.LAST));
    refused(
        digits(2),
        "training.epochs: 2 are asked for, and the training is beyond that. Ask for 3 or more, or"
            + " begin in another folder.");
    assertThat(folder.resolve("parts").resolve(RunCheckpoints.LAST)).hasBinaryContent(before);
  }

  @Test
  void aScheduleThatIsSpreadOverAllEpochsIsRefused() {
    run(1, digits(1, "schedule", "cosine"), "parts");
    refused(
        digits(2, "schedule", "cosine"),
        "training.epochs: the schedule 'cosine' is spread over all epochs, so that those trained"
            + " would have had other learning rates. Leave it at 1, or begin in another folder.");
  }

  @Test
  void aFinishedTrainingOfAnEarlierVersionIsRefused() {
    run(1, digits(1), "parts");
    SavedRun now = CheckpointFile.read(folder.resolve("parts").resolve(RunCheckpoints.LAST));
    CheckpointFile.write(
        new SavedRun(
            now.file(),
            now.tree(),
            now.dataset(),
            true,
            now.parameters(),
            now.encoder(),
            new SavedState()));
    refused(
        digits(2),
        "the training is finished, and this checkpoint, of an earlier version, keeps nothing that"
            + " more epochs could go on from. Begin in another folder.");
  }

  private void refused(Experiment experiment, String why) {
    assertThatThrownBy(() -> run(1, experiment, "parts"))
        .isInstanceOf(UserError.class)
        .hasMessage(folder.resolve("parts").resolve(RunCheckpoints.LAST) + ": " + why);
  }
}
