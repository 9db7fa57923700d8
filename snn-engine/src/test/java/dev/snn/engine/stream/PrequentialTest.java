package dev.snn.engine.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.snn.api.plugin.Part;
import dev.snn.api.plugin.UserError;
import dev.snn.api.procedure.Decisions;
import dev.snn.api.procedure.Series;
import dev.snn.engine.Experiment;
import dev.snn.engine.SnnEngine;
import dev.snn.engine.checkpoint.Interval;
import dev.snn.engine.checkpoint.RunCheckpoints;
import dev.snn.engine.progress.ProgressListener;
import dev.snn.engine.record.RecordDiff;
import dev.snn.engine.record.RunId;
import dev.snn.engine.record.RunRecord;
import dev.snn.engine.record.Status;
import dev.snn.engine.run.RunSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Learners along a drawn stream with one change. */
class PrequentialTest {
  private static final SnnEngine ENGINE =
      SnnEngine.open(SnnEngine.Options.defaults().withThreads(2));

  @TempDir private Path folder;

  @AfterAll
  static void close() {
    ENGINE.close();
  }

  private static Experiment stream(String learner, Object... options) {
    return Experiment.named("stream")
        .dataset("concepts", "concept", "circle", "severity", 3)
        .encoder("grf", "steps", 1, "code", "values", "fields", 3, "gamma", 2)
        .training(
            "prequential",
            "learner",
            Part.of(learner, options),
            "detector",
            Part.of("adwin"),
            "window",
            100,
            "drifts",
            List.of(750),
            "delay",
            7,
            "batch",
            64);
  }

  @Test
  void whatIsRecordedOfAStream() {
    RunRecord record = stream("gaussian-naive-bayes").run(ENGINE, 1);

    assertThat(record.status()).as(record.error()).isEqualTo(Status.OK);
    Map<String, Double> test = record.finalScores("test");
    assertThat(test.get("accuracy")).isGreaterThan(0.85);
    assertThat(test.get("accuracy_before")).isGreaterThan(0.9);
    assertThat(test.get("accuracy_after")).isLessThan(test.get("accuracy_before"));
    assertThat(test.get("recovery")).isBetween(100.0, 1000.0);
    assertThat(test.get("drifts")).isPositive();
    assertThat(test.get("samples_per_s")).isPositive();
    assertThat(test).containsKeys("kappa", "kappa_temporal", "kappa_m", "bytes");
    Series curve = record.series("window_accuracy").orElseThrow();
    assertThat(curve.x()).hasSize(17).startsWith(100, 200).endsWith(1700);
    assertThat(record.series("drift_detected").orElseThrow().x()[0]).isBetween(750.0, 1000.0);
    assertThat(record.tree().at("/fitted/encoder")).isNotEmpty();
    assertThat(record.tree().at("/final/scores/test").has("samples_per_s")).isFalse();
  }

  @Test
  void aBitForEachSampleThatWasPredictedRight() {
    RunRecord record = stream("gaussian-naive-bayes").run(ENGINE, 1);
    Decisions decisions = record.decisions().orElseThrow();

    assertThat(decisions.size()).isEqualTo(1750);
    double right = IntStream.range(0, 1750).filter(decisions::isRight).count();
    assertThat(right / 1750).isEqualTo(record.finalScores("test").get("accuracy"));
    double first = IntStream.range(0, 100).filter(decisions::isRight).count();
    assertThat(first / 100).isEqualTo(record.series("window_accuracy").orElseThrow().y()[0]);
    assertThat(record.tree().at("/decisions/right").asText()).hasSize(292);
  }

  @Test
  void anotherSeedIsAnotherStreamAndTheSameSeedTheSameBits() {
    RunRecord one = stream("sgd").run(ENGINE, 1);
    assertThat(RecordDiff.of(one, stream("sgd").run(ENGINE, 1)).differences()).isEmpty();
    assertThat(stream("sgd").run(ENGINE, 2).finalScores("test"))
        .isNotEqualTo(one.finalScores("test"));
  }

  /** Stops where so many samples of both splits are done. */
  private record StopAt(long samples) implements ProgressListener {
    @Override
    public void progress(RunId id, String phase, long done, long total, double loss) {
      if (samples >= 0 && done >= samples) {
        throw new CancellationException();
      }
    }
  }

  private RunRecord run(Experiment experiment, String name, long stop) {
    RunSpec.Checkpoints kept =
        new RunSpec.Checkpoints(
            folder.resolve(name), Interval.of("--checkpoint-every", "1step"), true);
    return ENGINE.run(experiment.request(ENGINE, 1).withCheckpoints(kept), new StopAt(stop));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "majority",
        "gaussian-naive-bayes",
        "passive-aggressive",
        "knn",
        "hoeffding-tree",
        "oesnn"
      })
  void itGoesOnInTheMiddleOfTheStream(String learner) {
    Experiment experiment = stream(learner);
    RunRecord whole = run(experiment, "whole", -1);
    for (long stop : new long[] {150, 400, 1100, 1100}) {
      assertThatThrownBy(() -> run(experiment, "parts", stop))
          .isInstanceOf(CancellationException.class);
    }
    RunRecord parts = run(experiment, "parts", -1);

    assertThat(RecordDiff.of(whole, parts).differences()).isEmpty();
    assertThat(parts.decisions().orElseThrow().bits())
        .isEqualTo(whole.decisions().orElseThrow().bits());
    assertThat(parts.tree().at("/timing/resumed").asInt()).isPositive();
  }

  @Test
  void aCheckpointOfAStreamHoldsNoNetwork() {
    run(stream("sgd"), "run", -1);
    Path file = folder.resolve("run").resolve(RunCheckpoints.LAST);

    assertThatThrownBy(() -> ENGINE.load(file))
        .isInstanceOf(UserError.class)
        .hasMessage(
            file
                + " holds no network: the procedure 'prequential' trains none. Its scores are in"
                + " the record of its run.");
  }
}
