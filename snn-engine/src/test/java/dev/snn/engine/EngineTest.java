package dev.snn.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.api.plugin.Part;
import dev.snn.api.plugin.UserError;
import dev.snn.api.procedure.Epoch;
import dev.snn.api.procedure.Series;
import dev.snn.engine.progress.ProgressListener;
import dev.snn.engine.record.RecordDiff;
import dev.snn.engine.record.RecordFiles;
import dev.snn.engine.record.RunId;
import dev.snn.engine.record.RunRecord;
import dev.snn.engine.record.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole runs on the digits, a second or less each. */
class EngineTest {
  @TempDir Path folder;

  private static SnnEngine open(int threads) {
    return SnnEngine.open(SnnEngine.Options.defaults().withThreads(threads));
  }

  private static Experiment digits(Object... training) {
    return Experiment.named("digits")
        .dataset("digits", "train", 300, "validation", 100, "test", 100)
        .encoder("latency", "steps", 8)
        .layer("dense", "size", 20, "neuron", Part.of("lif", "r", 20))
        .layer("srm-bernoulli", "size", 10)
        .decoder("mlp", "hidden", 16)
        .loss("vib")
        .training("gradient", training)
        .shuffleTime();
  }

  private static RunRecord run(int threads, long seed, Experiment experiment) {
    try (SnnEngine engine = open(threads)) {
      return experiment.run(engine, seed);
    }
  }

  @Test
  void recordsAreTheSameAtOneAndAtTwoThreads() {
    Experiment experiment = digits("epochs", 2, "batch", 32, "clip_norm", 1.0);
    RunRecord one = run(1, 3, experiment);
    RunRecord two = run(2, 3, experiment);
    assertThat(one.status()).isEqualTo(Status.OK);
    assertThat(RecordDiff.of(one, two).differences()).isEmpty();
    assertThat(RecordDiff.of(one, two).notes())
        .extracting(RecordDiff.Line::field)
        .containsExactly("environment.threads");
    assertThat(RecordDiff.of(one, run(1, 4, experiment)).isSame()).isFalse();
  }

  @Test
  void aRecordHoldsWhatAReaderNeeds() {
    RunRecord record =
        run(2, 1, digits("epochs", 2, "batch", 4, "optimizer", Part.of("adam", "lr", 0.01)));
    assertThat(record.finalScores("test")).containsKeys("accuracy", "rate_bits");
    assertThat(record.finalScores("validation").get("accuracy")).isBetween(0.05, 0.6);
    assertThat(record.tree().at("/epochs/1/train_loss").asDouble())
        .isLessThan(0.98 * record.tree().at("/epochs/0/train_loss").asDouble());
    assertThat(record.finalScores("test@shuffled")).containsOnlyKeys("accuracy");
    assertThat(record.scoresByEpoch("test")).containsOnlyKeys(1, 2);
    assertThat(record.readoutSpikes().orElseThrow()).isBetween(1.0, 80.0);
    assertThat(record.parameters()).hasValue(64 * 20 + 20 + 20 * 80 + 20 + (80 * 16 + 16) + 170);
    assertThat(record.tree().at("/dataset/train").asInt()).isEqualTo(300);
    assertThat(record.tree().at("/epochs/0/train_terms/rate_bits").isNumber()).isTrue();
    assertThat(record.tree().at("/plugins").findValuesAsText("name"))
        .contains("digits", "dense", "srm-bernoulli", "lif", "fast-sigmoid", "bptt", "adam");
    assertThat(record.tree().at("/environment/jdk").asText()).isNotEmpty();
    assertThat(record.tree().at("/timing/train_seconds")).hasSize(2);
  }

  /** What a decoder says of its decisions is scored with them, on every split. */
  @Test
  void figuresOfADecoderAreInTheRecord() {
    RunRecord record =
        run(2, 1, digits("epochs", 1).samples(2).decoder("first-spike").loss("first-spike"));
    assertThat(record.finalScores("test").get("first_spike_ties")).isBetween(0.01, 1.0);
    assertThat(record.finalScores("validation").get("first_spike_ties")).isBetween(0.01, 1.0);
    assertThat(record.finalScores("test@shuffled")).containsOnlyKeys("accuracy");
  }

  @Test
  void scoresByStepEndWithTheScoreAndLookAtTheTestSplitAtTheEndOnly() {
    Object[] training = {"epochs", 3, "batch", 8, "optimizer", Part.of("adam", "lr", 0.01)};
    RunRecord record = run(2, 1, digits(training).samples(2).byStep());
    Series series = record.series("accuracy_by_step").orElseThrow();
    assertThat(series.x()).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
    assertThat(series.unit()).isEqualTo("fraction");
    double[] curve = series.y();
    double last = curve[7];
    assertThat(last).isEqualTo(record.finalScores("test").get("accuracy"));
    assertThat(curve[0]).isLessThan(last);
    int first = 0;
    while (curve[first] < 0.9 * last) {
      first++;
    }
    assertThat(record.finalScores("test")).containsEntry("steps_to_90", first + 1.0);
    assertThat(record.metricUnits()).containsEntry("steps_to_90", "steps");
    assertThat(record.higherIsBetter("steps_to_90")).hasValue(false);
    assertThat(record.tree().path("series")).hasSize(1);
    assertThat(record.tree().at("/series/0/epoch").asInt()).isEqualTo(3);
    assertThat(record.finalScores("validation")).doesNotContainKey("steps_to_90");
    RunRecord without = run(1, 1, digits(training).samples(2));
    assertThat(without.finalScores("test").get("accuracy")).isEqualTo(last);
    assertThat(without.tree().has("series")).isFalse();
    assertThat(without.metricUnits()).doesNotContainKey("steps_to_90");
  }

  @Test
  void operationsAreCountedAtTheEnd() {
    RunRecord record = run(2, 1, digits("epochs", 2, "batch", 32).samples(2));
    Map<String, Double> counts = record.efficiency();
    // 8 steps: 64 x 20 + 20 x (8 bases x 10) weights meet every activation; 10 of feedback but the
    // last.
    assertThat(counts).containsEntry("dense_operations", 8.0 * (64 * 20 + 20 * 80) + 7 * 10);
    assertThat(counts).containsEntry("membrane_updates", 8.0 * (20 + 10));
    assertThat(counts).containsEntry("effective_macs", 0.0);
    // The spike window of 8 x 10 to 16 hidden units to 10 scores.
    assertThat(counts).containsEntry("decoder_operations", 80.0 * 16 + 160);
    double hidden = record.tree().at("/final/layer_spikes/0").asDouble();
    double readout = record.readoutSpikes().orElseThrow();
    assertThat(counts.get("activation_sparsity"))
        .isCloseTo(1 - (hidden + readout) / (8 * 30), within(1e-9));
    // Each pixel spikes at most once; what is left are spikes of the hidden layer and feedback.
    double ofPixels = counts.get("effective_acs") - 80 * hidden;
    assertThat(ofPixels).isBetween(20.0, 64 * 20.0 + 80);
    assertThat(record.tree().at("/epochs/0").has("efficiency")).isFalse();
    assertThat(run(1, 1, digits("epochs", 2, "batch", 32).samples(2)).efficiency())
        .isEqualTo(counts);
    RunRecord before = new RunRecord(record.tree().deepCopy());
    ((ObjectNode) before.tree().get("final")).remove("efficiency");
    ((ObjectNode) before.tree().at("/epochs/1")).remove("efficiency");
    assertThat(RecordDiff.of(before, record).isSame()).isTrue();
  }

  @Test
  void aRunThatDivergesIsARecordThatFailed() {
    Experiment experiment = digits("batch", 32, "optimizer", Part.of("sgd", "lr", 1e30));
    RunRecord record = run(1, 1, experiment);
    assertThat(record.status()).isEqualTo(Status.FAILED);
    assertThat(record.error()).matches("loss is (NaN|infinite) at step \\d+ \\(epoch 1\\)");
    assertThat(record.finalScores("test")).isEmpty();
  }

  @Test
  void parametersThatAreNoNumbersFailTheRunThoughItsLossIsFinite() {
    // The first updates overflow: membranes and probabilities are NaN, nothing fires, and counts of
    // zero are finite.
    Experiment experiment =
        Experiment.named("silent")
            .dataset("digits", "train", 200, "test", 50)
            .encoder("latency", "steps", 8)
            .layer("dense", "size", 20)
            .layer("srm-bernoulli", "size", 10)
            .decoder("rate")
            .loss("cross-entropy")
            .training(
                "gradient", "epochs", 1, "batch", 32, "optimizer", Part.of("adam", "lr", 3e38));
    RunRecord record = run(1, 1, experiment);
    assertThat(record.status()).isEqualTo(Status.FAILED);
    assertThat(record.error()).matches("layers\\[0].weight is (NaN|infinite) after epoch 1");
  }

  @Test
  void earlyStoppingEndsTrainingAndReportsTheBestEpoch() {
    // A learning rate of nearly nothing: no epoch is better than the first.
    Experiment experiment =
        digits(
            "epochs",
            20,
            "batch",
            64,
            "early_stopping",
            2,
            "optimizer",
            Part.of("sgd", "lr", 1e-12));
    RunRecord record = run(2, 1, experiment);
    assertThat(record.scoresByEpoch("test")).containsOnlyKeys(1, 2, 3);
    assertThat(record.tree().at("/final/number").asInt()).isEqualTo(1);
  }

  @Test
  void earlyStoppingGivesTheBestEpochAlsoWhereTrainingWasNotStopped() {
    Set<Integer> behind = new HashSet<>();
    for (int epochs = 2; epochs <= 7; epochs++) {
      RunRecord record =
          run(
              2,
              1,
              digits(
                  "epochs",
                  epochs,
                  "batch",
                  64,
                  "early_stopping",
                  50,
                  "optimizer",
                  Part.of("adam", "lr", 0.1)));
      Map<Integer, Double> scores = new TreeMap<>();
      record
          .scoresByEpoch("validation")
          .forEach((number, values) -> scores.put(number, values.get("accuracy")));
      int best = 1;
      for (int number = 2; number <= epochs; number++) {
        best = scores.get(number) > scores.get(best) ? number : best;
      }
      assertThat(record.tree().at("/final/number").asInt()).as("of " + scores).isEqualTo(best);
      behind.add(epochs - best);
    }
    assertThat(behind).contains(0, 1);
  }

  @Test
  void aReadoutWithoutFeedbackTrains() {
    Experiment experiment =
        Experiment.named("forward")
            .dataset("digits", "train", 200, "test", 50)
            .encoder("latency", "steps", 8)
            .layer("srm-bernoulli", "size", 10, "fb_bases", 0)
            .decoder("rate")
            .loss("cross-entropy")
            .training("gradient", "epochs", 2, "batch", 32);
    RunRecord record = run(2, 1, experiment);
    assertThat(record.error()).isEmpty();
    assertThat(record.finalScores("test").get("accuracy")).isGreaterThan(0.1);
  }

  @Test
  void evaluateEveryLeavesEpochsOutButNeverTheLast() {
    RunRecord record = run(2, 1, digits("epochs", 5, "batch", 64, "evaluate_every", 2));
    assertThat(record.scoresByEpoch("test")).containsOnlyKeys(2, 4, 5);
    assertThat(record.tree().at("/epochs")).hasSize(5);
  }

  @Test
  void severalDrawsPerExampleAreAveraged() {
    try (SnnEngine engine = open(2)) {
      RunRecord once = digits("epochs", 1, "batch", 64).run(engine, 1);
      RunRecord five = digits("epochs", 1, "batch", 64).samples(5).run(engine, 1);
      assertThat(five.tree().at("/final/train_loss"))
          .isEqualTo(once.tree().at("/final/train_loss"));
      assertThat(five.finalScores("test")).isNotEqualTo(once.finalScores("test"));
    }
  }

  @Test
  void reproShowsNoDifferenceAndFindsOneWhereARecordWasChanged() throws IOException {
    RunRecord record = run(2, 1, digits("epochs", 1, "batch", 64));
    Path file = RecordFiles.write(folder, record);
    try (SnnEngine engine = open(1)) {
      assertThat(engine.repro(file, ProgressListener.SILENT).diff().isSame()).isTrue();
      String text = Files.readString(file);
      double loss = record.tree().at("/final/train_loss").asDouble();
      Files.writeString(file, text.replaceFirst(String.valueOf(loss), "0.5"));
      assertThat(engine.repro(file, ProgressListener.SILENT).diff().differences())
          .containsExactly(new RecordDiff.Line("final.train_loss", "0.5", String.valueOf(loss)));
    }
  }

  @Test
  void aRecordThatIsNoneIsTheUsersError() throws IOException {
    Path file = Files.writeString(folder.resolve("x.json"), "{\"schema_version\": 7}");
    try (SnnEngine engine = open(1)) {
      assertThatThrownBy(() -> engine.repro(file, ProgressListener.SILENT))
          .isInstanceOf(UserError.class)
          .hasMessageContaining("is not a run record of schema version 1 to 3");
    }
  }

  @Test
  void theListenerHearsOfEverything() {
    List<String> heard = new ArrayList<>();
    ProgressListener listener =
        new ProgressListener() {
          @Override
          public void runStarted(RunId id, int number, int total) {
            heard.add("start " + id + " " + number + "/" + total);
          }

          @Override
          public void progress(RunId id, String phase, long done, long total, double loss) {
            if (done == total) {
              heard.add(phase + " " + total);
            }
          }

          @Override
          public void epoch(RunId id, Epoch epoch) {
            heard.add("epoch " + epoch.number());
          }

          @Override
          public void runFinished(RunId id, RunRecord record) {
            heard.add("end " + record.status());
          }
        };
    try (SnnEngine engine = open(1)) {
      digits("epochs", 1, "batch", 50).run(engine, 9, listener);
    }
    assertThat(heard)
        .containsExactly(
            "start digits, seed 9 1/1", "train 6", "validation 2", "test 2", "epoch 1", "end OK");
  }

  @Test
  void anInterruptedThreadStopsARun() {
    try (SnnEngine engine = open(1)) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> digits("epochs", 1).run(engine, 1))
          .isInstanceOf(CancellationException.class);
    }
  }

  @Test
  void negativeThreads() {
    assertThatThrownBy(() -> open(-2))
        .isInstanceOf(UserError.class)
        .hasMessage("--threads must be at least 1, got -2.");
  }
}
