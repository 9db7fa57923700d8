package dev.snn.engine.reservoir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.snn.api.plugin.Part;
import dev.snn.api.plugin.UserError;
import dev.snn.engine.Experiment;
import dev.snn.engine.SnnEngine;
import dev.snn.engine.record.RecordDiff;
import dev.snn.engine.record.RunRecord;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClassifierTest {

  private static RunRecord run(int threads, int validation, Object... training) {
    try (SnnEngine engine = SnnEngine.open(SnnEngine.Options.defaults().withThreads(threads))) {
      return experiment(validation, training).encoder("latency", "steps", 12).run(engine, 4);
    }
  }

  private static Experiment experiment(int validation, Object... training) {
    return Experiment.named("digits")
        .dataset("digits", "train", 900, "validation", validation, "test", 300)
        .training("reservoir", training);
  }

  private static final Part RING = Part.of("echo-state", "size", 60);

  @Test
  void aReadoutOfARingTellsDigitsApart() {
    for (String fit : List.of("logistic", "ridge")) {
      RunRecord record = run(2, 200, "reservoir", RING, "segments", 4, "fit", fit);
      assertThat(record.error()).isEmpty();
      assertThat(record.finalScores("test").get("accuracy")).isGreaterThan(0.85);
      assertThat(record.finalScores("validation").get("accuracy")).isGreaterThan(0.85);
      assertThat(record.finalScores("test")).containsOnlyKeys("accuracy", "bias", "lambda");
      assertThat(record.readoutSpikes()).isEmpty();
      assertThat(record.parameters()).hasValue(10 * (4 * 60 + 1));
    }
  }

  @Test
  void onePenaltyNeedsNoValidation() {
    Object[] training = {
      "reservoir", RING, "readout", Map.of("tau_filter", 5, "lambdas", List.of(0.01))
    };
    RunRecord record = run(1, 0, training);
    assertThat(record.error()).isEmpty();
    assertThat(record.variants()).containsExactly("test");
    assertThat(record.finalScores("test").get("lambda")).isEqualTo(0.01);
  }

  @Test
  void recordsAreTheSameAtAnyNumberOfThreads() {
    Object[] training = {"reservoir", RING, "segments", 2};
    assertThat(RecordDiff.of(run(1, 200, training), run(3, 200, training)).differences()).isEmpty();
  }

  private static void refused(Experiment experiment, String message) {
    try (SnnEngine engine = SnnEngine.open(SnnEngine.Options.defaults().withThreads(1))) {
      assertThatThrownBy(() -> experiment.run(engine, 1))
          .isInstanceOf(UserError.class)
          .hasMessage("experiment 'digits', row 'digits': " + message);
    }
  }

  @Test
  void whatIsMissingIsSaidBeforeAnythingRuns() {
    try (SnnEngine engine = SnnEngine.open(SnnEngine.Options.defaults().withThreads(1))) {
      assertThatThrownBy(() -> experiment(200).run(engine, 1))
          .isInstanceOf(UserError.class)
          .hasMessageStartingWith("'encoder' is missing. Add it, as in 'encoder: {type: NAME}'");
    }
    refused(
        experiment(0).encoder("latency"),
        "training.readout.lambdas: the penalty is chosen on validation examples, and data set"
            + " 'digits' has none. Set dataset.validation, or give one penalty.");
    refused(
        experiment(200, "segments", 30).encoder("latency", "steps", 12),
        "training.segments: must not be above the 12 steps of the encoder, got 30.");
  }

  @Test
  void balancedRowsCountByClass() {
    RunRecord record = run(2, 200, "reservoir", RING, "fit", "ridge", "balance", true);
    assertThat(record.error()).isEmpty();
    assertThat(record.finalScores("test").get("accuracy")).isGreaterThan(0.85);
    assertThatThrownBy(() -> run(1, 200, "reservoir", RING, "balance", true))
        .isInstanceOf(UserError.class)
        .hasMessageEndingWith("training.balance: takes fit: ridge, got logistic");
  }
}
