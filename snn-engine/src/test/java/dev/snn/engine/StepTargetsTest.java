package dev.snn.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.snn.api.plugin.Part;
import dev.snn.api.plugin.UserError;
import dev.snn.engine.record.RecordDiff;
import dev.snn.engine.record.RunRecord;
import dev.snn.engine.record.Status;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A class for each step, in whole runs on drifting blobs. */
class StepTargetsTest {
  private static Experiment blobs() {
    return blobs(64, 2);
  }

  private static Experiment blobs(int train, int epochs) {
    return encoded(train)
        .layer("srm-bernoulli", "size", 10)
        .decoder("linear", "tau", 5)
        .loss("vib", "beta", 1.0, "r", 0.2)
        .training(
            "gradient", "batch", 16, "epochs", epochs, "optimizer", Part.of("adam", "lr", 0.1));
  }

  private static Experiment data(int train) {
    return Experiment.named("blobs")
        .dataset("drifting-blobs", "train", train, "validation", 8, "test", 16, "steps", 40);
  }

  private static Experiment encoded(int train) {
    return data(train).encoder("events", "steps", 40, "polarities", 1);
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
    double majority = run(data(64).training("majority"), 1).finalScores("test").get("accuracy");
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

  private static Experiment reservoir(int train, Object... more) {
    List<Object> options = new ArrayList<>();
    options.addAll(
        List.of(
            "reservoir",
            Part.of("lif-reservoir", "size", 60, "tau_mem", 10, "w_input", 3),
            "fit",
            "ridge",
            "plastic",
            8));
    options.addAll(List.of(more));
    return encoded(train).training("reservoir", options.toArray());
  }

  @Test
  void aReservoirDecidesAtEachStep() {
    double majority = run(data(64).training("majority"), 1).finalScores("test").get("accuracy");
    RunRecord record = run(reservoir(400, "every", 2), 2);
    assertThat(record.error()).isEmpty();
    assertThat(record.finalScores("test").get("accuracy")).isGreaterThan(2 * majority);
    assertThat(record.finalScores("test"))
        .containsOnlyKeys("accuracy", "spikes_per_neuron", "rate_hz", "bias", "lambda");
    assertThat(record.variants()).containsExactly("validation", "test");
    assertThat(record.parameters()).hasValue(210 * (60 + 1));
  }

  @Test
  void aReservoirDecidesTheSameAtAnyNumberOfThreads() {
    Experiment experiment = reservoir(40, "balance", true);
    assertThat(RecordDiff.of(run(experiment, 1), run(experiment, 3)).differences()).isEmpty();
  }

  @Test
  void aReservoirThatDoesNotFitTheSteps() {
    assertRefused(
        encoded(64).training("reservoir"),
        "'drifting-blobs' has a class for each step, which the procedure 'reservoir' reads with"
            + " 'fit: ridge' only. Set training.fit to ridge.");
    assertRefused(
        reservoir(40, "every", 41),
        "training.every: must not be above the 40 steps of an example, got 41.");
    assertRefused(
        reservoir(40).encoder("events", "steps", 30, "polarities", 1),
        "'drifting-blobs' has a class for each of 40 steps, but the encoder makes 30."
            + " Give dataset and encoder the same 'steps'.");
  }
}
