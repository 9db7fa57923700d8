package dev.snn.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.snn.api.plugin.Part;
import dev.snn.bench.record.RecordDiff;
import dev.snn.bench.record.RunRecord;
import dev.snn.bench.record.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A class for each step, in whole runs on drifting blobs. */
class StepTargetsTest {
  private static Experiment blobs() {
    return blobs(64, 2);
  }

  private static Experiment blobs(int train, int epochs) {
    return Experiment.named("blobs")
        .dataset("drifting-blobs", "train", train, "validation", 8, "test", 16, "steps", 40)
        .encoder("events", "steps", 40, "polarities", 1)
        .layer("srm-bernoulli", "size", 10)
        .decoder("linear", "tau", 5)
        .loss("vib", "beta", 1.0, "r", 0.2)
        .training(
            "gradient", "batch", 16, "epochs", epochs, "optimizer", Part.of("adam", "lr", 0.1));
  }

  private static RunRecord run(Experiment experiment, int threads) {
    try (SnnEngine engine = SnnEngine.open(SnnEngine.Options.defaults().withThreads(threads))) {
      return experiment.run(engine, 1);
    }
  }

  private static void assertRefused(Experiment experiment, String message) {
    assertThatThrownBy(() -> run(experiment, 1))
        .isInstanceOf(UserError.class)
        .hasMessage("experiment 'blobs', row 'blobs': " + message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"window", "counts"})
  void theSameAtAnyNumberOfThreads(String on) {
    Experiment experiment = blobs().decoder("linear", "tau", 5, "on", on);
    RunRecord one = run(experiment, 1);
    assertThat(one.status()).isEqualTo(Status.OK);
    assertThat(RecordDiff.of(one, run(experiment, 2)).differences()).isEmpty();
  }

  @Test
  void learnsMoreThanTheMostFrequentPattern() {
    double majority = run(blobs().training("majority"), 1).finalScores("test").get("accuracy");
    assertThat(majority).isBetween(1.0 / 210, 0.04);
    RunRecord learned = run(blobs(1000, 4), 2);
    assertThat(learned.finalScores("test").get("accuracy")).isGreaterThan(3 * majority);
  }

  @Test
  void drtpTakesTheClassOfEachStep() {
    Experiment experiment =
        Experiment.named("blobs")
            .dataset("drifting-blobs", "train", 64, "validation", 8, "test", 16, "steps", 40)
            .encoder("events", "steps", 40, "polarities", 1)
            .layer("dense", "size", 12, "neuron", Part.of("lif", "r", 20))
            .layer("srm-bernoulli", "size", 10)
            .decoder("linear", "tau", 5)
            .loss("cross-entropy")
            .training(
                "gradient",
                "batch",
                16,
                "epochs",
                1,
                "learning_rule",
                Part.of("straight-through", "credit", "drtp"));
    RunRecord one = run(experiment, 1);
    assertThat(one.status()).isEqualTo(Status.OK);
    assertThat(RecordDiff.of(one, run(experiment, 2)).differences()).isEmpty();
  }

  @Test
  void stepsThatDiffer() {
    assertRefused(
        blobs().encoder("events", "steps", 30, "polarities", 1),
        "'drifting-blobs' has a class for each of 40 steps, but the encoder makes 30."
            + " Give dataset and encoder the same 'steps'.");
  }

  @Test
  void aDecoderThatDecodesOnce() {
    assertRefused(
        blobs().decoder("linear"),
        "'drifting-blobs' has a class for each of 40 steps, but the decoder decodes once."
            + " Take one that decodes at every step, as {type: linear, tau: 5}.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"mse", "bce"})
  void aLossWithOneTargetPerExample(String loss) {
    assertRefused(
        blobs().loss(loss),
        "loss: this loss compares with one class per example, and the data set has one per step;"
            + " use cross-entropy");
  }

  @Test
  void aReservoirWithAReadoutPerExample() {
    assertRefused(
        blobs().training("reservoir"),
        "'drifting-blobs' has a class for each step, and the procedure 'reservoir' finds one per"
            + " example. Use the procedure 'gradient'.");
  }
}
