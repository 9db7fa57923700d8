package dev.snn.engine.layerwise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.snn.api.procedure.Scoring;
import dev.snn.api.procedure.Series;
import dev.snn.engine.Experiment;
import dev.snn.engine.SavedNetwork;
import dev.snn.engine.SnnEngine;
import dev.snn.engine.checkpoint.Interval;
import dev.snn.engine.checkpoint.RunCheckpoints;
import dev.snn.engine.progress.ProgressListener;
import dev.snn.engine.record.RecordDiff;
import dev.snn.engine.record.RunId;
import dev.snn.engine.record.RunRecord;
import dev.snn.engine.run.RunSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A layer of first spikes on small digits. */
class LayerwiseTest {
  private static final SnnEngine ENGINE =
      SnnEngine.open(SnnEngine.Options.defaults().withThreads(2));

  @TempDir private Path folder;

  @AfterAll
  static void close() {
    ENGINE.close();
  }

  private static Experiment experiment() {
    return Experiment.named("digits")
        .dataset("digits", "validation", 200)
        .encoder(
            "dog-latency", "steps", 8, "size", 3, "center", 0.5, "surround", 1, "threshold", 20)
        .layer("conv-first-spike", "channels", 32, "kernel", 3, "padding", 1, "threshold", 4);
  }

  private static RunRecord run(int threads, Object... options) {
    try (SnnEngine engine = SnnEngine.open(SnnEngine.Options.defaults().withThreads(threads))) {
      return experiment().training("layerwise", options).run(engine, 1);
    }
  }

  private static RunRecord small(int threads) {
    return run(
        threads,
        "examples",
        List.of(300),
        "double_every",
        50,
        "every",
        100,
        "svm",
        Map.of("c", List.of(0.05, 0.2), "passes", 30));
  }

  @Test
  void itLearnsToTellDigitsApart() {
    RunRecord record = small(1);
    assertThat(record.error()).isEmpty();
    Map<String, Double> test = record.finalScores("test");
    assertThat(test.get("accuracy")).isGreaterThan(0.93);
    assertThat(test).containsKeys("operations", "learning_operations", "svm_c");
    assertThat(test.get("learning_operations")).isPositive().isLessThan(test.get("operations"));
    Series first = record.series("convergence_of_layer_0").orElseThrow();
    assertThat(first.x()).startsWith(100, 200);
    assertThat(first.y()[first.size() - 1]).isLessThan(first.y()[0]);
  }

  @Test
  void itSaysWhatAnEarlierEndWouldGive() {
    RunRecord record = small(1);
    Map<String, Double> test = record.finalScores("test");
    double[] accuracy = record.series("accuracy_by_step").orElseThrow().y();
    double[] operations = record.series("operations_by_step").orElseThrow().y();
    assertThat(accuracy).hasSize(8);
    assertThat(accuracy[7]).isEqualTo(test.get("accuracy"));
    assertThat(operations[7]).isCloseTo(test.get("operations"), Offset.offset(1e-6));
    for (int t = 1; t < 8; t++) {
      assertThat(operations[t]).isGreaterThan(operations[t - 1]);
    }
    assertThat(accuracy[1]).isLessThan(accuracy[5]);
    assertThat(test.get("accuracy_at_first_spike")).isBetween(0.1, accuracy[7]);
    assertThat(test.get("operations_at_first_spike")).isBetween(operations[0], operations[7]);
  }

  @Test
  void recordsAreTheSameAtAnyNumberOfThreads() {
    RunRecord one = small(1);
    for (int threads : new int[] {2, 3}) {
      assertThat(RecordDiff.of(one, small(threads)).differences()).isEmpty();
    }
  }

  private static Experiment rewarded(double threshold) {
    return experiment()
        .training(
            "layerwise",
            "examples",
            List.of(300),
            "double_every",
            50,
            "readout",
            "r-stdp",
            "reward",
            Map.of("neurons", 10, "passes", 12, "window", 200, "threshold", threshold));
  }

  private static RunRecord rewarded(int threads, double threshold) {
    try (SnnEngine engine = SnnEngine.open(SnnEngine.Options.defaults().withThreads(threads))) {
      return rewarded(threshold).run(engine, 1);
    }
  }

  /** By chance a tenth; by the largest membrane and by the first spike. */
  @Test
  void aDecisionLayerLearnsByReward() {
    for (double threshold : new double[] {0, 60}) {
      RunRecord record = rewarded(1, threshold);
      assertThat(record.error()).isEmpty();
      Map<String, Double> test = record.finalScores("test");
      assertThat(test.get("accuracy")).as("threshold %s", threshold).isGreaterThan(0.8);
      assertThat(test).containsKeys("operations", "connectivity").doesNotContainKey("svm_c");
      assertThat(record.series("accuracy_by_step").orElseThrow().y()[7])
          .isEqualTo(test.get("accuracy"));
      double[] rewarded = record.series("rewarded_by_pass").orElseThrow().y();
      assertThat(rewarded).hasSize(12);
      assertThat(rewarded[11]).isGreaterThan(rewarded[0]);
      assertThat(RecordDiff.of(record, rewarded(2, threshold)).differences()).isEmpty();
    }
  }

  /** Between two passes; at the end it scores as the run did. */
  @Test
  void anInterruptedDecisionLayerGoesOn() {
    Experiment experiment = rewarded(0);
    RunRecord whole = kept(experiment, "whole", ProgressListener.SILENT);
    Set<String> phases = new LinkedHashSet<>();
    assertThatThrownBy(() -> kept(experiment, "parts", new StopAt(4, phases)))
        .isInstanceOf(CancellationException.class);
    phases.clear();
    RunRecord parts = kept(experiment, "parts", new StopAt(-1, phases));
    assertThat(phases).contains("readout").doesNotContain("layers[0]");
    assertThat(RecordDiff.of(whole, parts).differences()).isEmpty();
    RunRecord again =
        ENGINE
            .load(folder.resolve("parts").resolve(RunCheckpoints.LAST))
            .evaluate(List.of(), Scoring.BOTH, ProgressListener.SILENT);
    assertThat(again.tree().path("final").path("scores"))
        .isEqualTo(whole.tree().path("final").path("scores"));
  }

  /** In milliseconds, beside the scores and no part of what two runs must share. */
  @Test
  void itTellsItsTimes() {
    RunRecord record = small(1);
    assertThat(record.times()).containsOnlyKeys("learning_ms", "inference_ms");
    assertThat(record.times().values()).allMatch(ms -> ms > 0 && ms < 100);
    assertThat(record.finalScores("test")).containsAllEntriesOf(record.times());
    assertThat(record.tree().at("/final/scores/test").has("learning_ms")).isFalse();
    assertThat(record.metricUnits()).containsEntry("inference_ms", "ms");
  }

  /** Weights that a random choice leaves do not reach the threshold; the share of it they do. */
  @Test
  void aScaledThresholdIsReachedByFewWeights() {
    RunRecord silent = pruned(false).run(ENGINE, 1);
    RunRecord scaled = pruned(true).run(ENGINE, 1);
    assertThat(silent.readoutSpikes().orElseThrow()).isLessThan(20);
    assertThat(scaled.readoutSpikes().orElseThrow()).isGreaterThan(200);
    assertThat(scaled.finalScores("test").get("accuracy")).isGreaterThan(0.8);
    assertThat(scaled.finalScores("test").get("connectivity"))
        .isEqualTo(silent.finalScores("test").get("connectivity"));
  }

  private static Experiment pruned(boolean scaled) {
    return Experiment.named("digits")
        .dataset("digits", "validation", 200)
        .encoder(
            "dog-latency", "steps", 8, "size", 3, "center", 0.5, "surround", 1, "threshold", 20)
        .layer(
            "conv-first-spike",
            "channels",
            32,
            "kernel",
            3,
            "padding",
            1,
            "threshold",
            4,
            "scale_threshold",
            scaled)
        .training(
            "layerwise",
            "examples",
            List.of(300),
            "prune",
            Map.of("mode", "random", "share", 0.8),
            "svm",
            Map.of("c", List.of(0.05, 0.2), "passes", 30));
  }

  private RunRecord kept(String name, ProgressListener listener) {
    return kept(pruned(true), name, listener);
  }

  private RunRecord kept(Experiment experiment, String name, ProgressListener listener) {
    RunSpec.Checkpoints checkpoints =
        new RunSpec.Checkpoints(folder.resolve(name), Interval.EPOCH, true);
    return ENGINE.run(experiment.request(ENGINE, 1).withCheckpoints(checkpoints), listener);
  }

  /** Masks, which scale the thresholds, and the readout come with the checkpoint. */
  @Test
  void aSavedRunIsScoredAsItWas() {
    RunRecord trained = kept("kept", ProgressListener.SILENT);
    for (String name : List.of(RunCheckpoints.LAST, RunCheckpoints.BEST)) {
      RunRecord again =
          ENGINE
              .load(folder.resolve("kept").resolve(name))
              .evaluate(List.of(), Scoring.BOTH, ProgressListener.SILENT);
      for (String field : List.of("scores", "readout_spikes", "layer_spikes")) {
        assertThat(again.tree().path("final").path(field))
            .as("%s, %s", name, field)
            .isEqualTo(trained.tree().path("final").path(field));
      }
    }
  }

  @Test
  void anInterruptedReadoutGoesOn() {
    RunRecord whole = kept("whole", ProgressListener.SILENT);
    Set<String> phases = new LinkedHashSet<>();
    for (int stop : new int[] {3, 5}) {
      assertThatThrownBy(() -> kept("parts", new StopAt(stop, phases)))
          .isInstanceOf(CancellationException.class);
    }
    SavedNetwork saved = ENGINE.load(folder.resolve("parts").resolve(RunCheckpoints.LAST));
    assertThatThrownBy(() -> saved.evaluate(List.of(), Scoring.BOTH, ProgressListener.SILENT))
        .hasMessageContaining("this checkpoint has no readout");
    phases.clear();
    RunRecord parts = kept("parts", new StopAt(-1, phases));
    assertThat(phases).contains("readout").doesNotContain("layers[0]");
    assertThat(RecordDiff.of(whole, parts).differences()).isEmpty();
  }

  /** Stops a run after a pass of its readout. */
  private record StopAt(long pass, Set<String> phases) implements ProgressListener {
    @Override
    public void progress(RunId id, String phase, long done, long total, double loss) {
      phases.add(phase);
      if (phase.equals("readout") && done == pass) {
        throw new CancellationException();
      }
    }
  }

  private RunRecord parts(String name, List<String> seen, String stop) {
    RunSpec.Checkpoints checkpoints =
        new RunSpec.Checkpoints(folder.resolve(name), Interval.of("every", "100steps"), true);
    Experiment experiment =
        experiment()
            .training(
                "layerwise",
                "examples",
                List.of(300),
                "every",
                100,
                "batch",
                50,
                "svm",
                Map.of("c", List.of(0.05), "passes", 5));
    return ENGINE.run(
        experiment.request(ENGINE, 1).withCheckpoints(checkpoints),
        new ProgressListener() {
          @Override
          public void progress(RunId id, String phase, long done, long total, double loss) {
            seen.add(phase + " " + done);
            if (seen.get(seen.size() - 1).equals(stop)) {
              throw new CancellationException();
            }
          }
        });
  }

  /**
   * Wherever it is stopped: before a layer learns, within it, or while the inference is timed. Each
   * process shows 2,000 examples before it looks at the time.
   */
  @Test
  void anInterruptedLayerGoesOn() {
    List<String> seen = new ArrayList<>();
    RunRecord whole = parts("at-once", seen, "");
    assertThat(seen.subList(0, 21)).containsOnlyOnce("layers[0] 50").contains("layers[0] 0");
    assertThat(Collections.frequency(seen, "layers[0] 0")).isEqualTo(20);
    for (String stop : List.of("layers[0] 0", "layers[0] 200", "inference 1")) {
      seen.clear();
      assertThatThrownBy(() -> parts("in-parts", seen, stop))
          .isInstanceOf(CancellationException.class);
      assertThat(seen).endsWith(stop);
    }
    assertThat(seen.subList(0, 20)).as("after it was stopped at 200").containsOnly("layers[0] 100");
    assertThat(RecordDiff.of(whole, parts("in-parts", seen, "")).differences()).isEmpty();
  }

  @Test
  void gradientTrainingRefusesSuchLayers() {
    try (SnnEngine engine = SnnEngine.open(SnnEngine.Options.defaults().withThreads(1))) {
      RunRecord record =
          experiment()
              .layer("dense", "size", 10)
              .decoder("rate")
              .loss("cross-entropy")
              .training("gradient")
              .run(engine, 1);
      assertThat(record.error())
          .contains(
              "gradient training needs the gradient of every layer, and layers[0] has none; use"
                  + " training: {procedure: layerwise}");
    }
  }

  @Test
  void numbersOfExamplesAreThoseOfTheLayersThatLearn() {
    assertThatThrownBy(() -> run(1, "examples", List.of(10, 20, 30)))
        .hasMessageContaining(
            "training.examples: give one number, or one for each layer that learns (1), got 3");
  }
}
