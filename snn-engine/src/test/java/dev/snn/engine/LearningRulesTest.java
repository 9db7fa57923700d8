package dev.snn.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.snn.api.plugin.Part;
import dev.snn.engine.record.RecordDiff;
import dev.snn.engine.record.RunRecord;
import dev.snn.engine.record.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Learning rules in whole runs on the digits. */
class LearningRulesTest {
  private static Experiment digits(Part rule, double lr) {
    return Experiment.named("digits")
        .dataset("digits", "train", 400, "validation", 100, "test", 100)
        .encoder("latency", "steps", 8)
        .layer("dense", "size", 30, "neuron", Part.of("lif", "r", 20))
        .layer("srm-bernoulli", "size", 10)
        .decoder("mlp", "hidden", 16)
        .loss("vib")
        .training(
            "gradient",
            "learning_rule",
            rule,
            "batch",
            16,
            "gradient_draws",
            8,
            "epochs",
            5,
            "optimizer",
            Part.of("adam", "lr", lr));
  }

  private static RunRecord run(int threads, Part rule) {
    return run(threads, rule, 0.01);
  }

  private static RunRecord run(int threads, Part rule, double lr) {
    try (SnnEngine engine = SnnEngine.open(SnnEngine.Options.defaults().withThreads(threads))) {
      return digits(rule, lr).run(engine, 1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"bptt", "e-prop", "fa", "dfa", "drtp"})
  void everyCreditLearnsTheSameAtAnyNumberOfThreads(String credit) {
    Part rule = Part.of("straight-through", "credit", credit);
    RunRecord one = run(1, rule);
    assertThat(one.status()).isEqualTo(Status.OK);
    assertThat(one.finalScores("test").get("accuracy")).isGreaterThan(0.3);
    assertThat(RecordDiff.of(one, run(2, rule)).differences()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "ema", "per-parameter", "leave-one-out"})
  void everyBaselineIsTheSameAtAnyNumberOfThreads(String baseline) {
    Part rule = Part.of("score-function", "baseline", baseline, "credit", "dfa", "samples", 2);
    RunRecord one = run(1, rule);
    assertThat(one.status()).isEqualTo(Status.OK);
    assertThat(RecordDiff.of(one, run(2, rule)).differences()).isEmpty();
  }

  @Test
  void leaveOneOutIsLessNoisyThanNoBaselineAndStraightThroughLessThanBoth() {
    double none = variance(Part.of("score-function", "baseline", "none", "samples", 2));
    double other = variance(Part.of("score-function", "samples", 2));
    double through = variance(Part.of("straight-through"));
    assertThat(other).isLessThan(0.5 * none);
    assertThat(through).isLessThan(0.5 * other);
  }

  /** Of networks that have hardly left their first weights. */
  private static double variance(Part rule) {
    return run(2, rule, 1e-6).finalScores("test").get("gradient_variance");
  }

  @Test
  void aReadoutThatDrawsNothing() {
    try (SnnEngine engine = SnnEngine.open(SnnEngine.Options.defaults())) {
      RunRecord record =
          Experiment.named("digits")
              .dataset("digits", "train", 100, "test", 50)
              .encoder("latency", "steps", 8)
              .layer("dense", "size", 10, "neuron", Part.of("lif"))
              .decoder("rate")
              .loss("cross-entropy")
              .training("gradient", "learning_rule", Part.of("score-function"), "epochs", 1)
              .run(engine, 1);
      assertThat(record.status()).isEqualTo(Status.NOT_APPLICABLE);
      assertThat(record.error())
          .isEqualTo(
              "score-function needs a last layer that draws its spikes, such as srm-bernoulli");
    }
  }
}
