package dev.snn.engine.layerwise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.snn.api.procedure.Series;
import dev.snn.engine.Experiment;
import dev.snn.engine.SnnEngine;
import dev.snn.engine.record.RecordDiff;
import dev.snn.engine.record.RunRecord;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A layer of first spikes on small digits. */
class LayerwiseTest {

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
  void recordsAreTheSameAtAnyNumberOfThreads() {
    RunRecord one = small(1);
    for (int threads : new int[] {2, 3}) {
      assertThat(RecordDiff.of(one, small(threads)).differences()).isEmpty();
    }
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
