package dev.snn.engine.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.snn.api.data.Samples;
import dev.snn.api.plugin.Family;
import dev.snn.api.plugin.Part;
import dev.snn.api.plugin.UserError;
import dev.snn.api.random.Seed;
import dev.snn.engine.Experiment;
import dev.snn.engine.SavedNetwork;
import dev.snn.engine.SnnEngine;
import dev.snn.engine.config.Context;
import dev.snn.engine.progress.ProgressListener;
import dev.snn.engine.record.RunRecord;
import dev.snn.engine.record.Status;
import dev.snn.engine.run.RunSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A network that was trained for two epochs, loaded again. */
class SavedNetworkTest {
  @TempDir static Path folder;
  private static SnnEngine engine;
  private static RunRecord trained;

  @BeforeAll
  static void train() {
    engine = SnnEngine.open(SnnEngine.Options.defaults().withThreads(2));
    Experiment experiment =
        Experiment.named("digits")
            .dataset("digits", "train", 300, "validation", 100, "test", 100)
            .encoder("latency", "steps", 8)
            .layer("dense", "size", 20, "neuron", Part.of("lif", "r", 20))
            .layer("srm-bernoulli", "size", 10)
            .decoder("mlp", "hidden", 16)
            .loss("vib")
            .training("gradient", "epochs", 2, "batch", 8)
            .samples(2)
            .shuffleTime()
            .byStep();
    RunSpec.Checkpoints kept = new RunSpec.Checkpoints(folder, Interval.EPOCH, false);
    trained =
        engine.run(experiment.request(engine, 7).withCheckpoints(kept), ProgressListener.SILENT);
  }

  @AfterAll
  static void close() {
    engine.close();
  }

  private static SavedNetwork load() {
    return engine.load(folder.resolve(RunCheckpoints.LAST));
  }

  @Test
  void scoresAreThoseOfTheRecordToTheLastBit() {
    RunRecord both =
        load().evaluate(List.of(), Set.of("test", "validation"), ProgressListener.SILENT);
    assertThat(trained.variants()).containsExactly("validation", "test", "test@shuffled");
    for (String field : List.of("scores", "readout_spikes", "layer_spikes", "efficiency")) {
      assertThat(both.tree().path("final").path(field))
          .as(field)
          .isEqualTo(trained.tree().path("final").path(field));
    }
    assertThat(both.series()).isEqualTo(trained.series()).hasSize(1);
    assertThat(both.tree().path("dataset")).isEqualTo(trained.tree().path("dataset"));
    assertThat(both.tree().at("/checkpoint/epoch").asInt()).isEqualTo(2);
  }

  @Test
  void oneSplitAlone() {
    RunRecord validation =
        load().evaluate(List.of(), Set.of("validation"), ProgressListener.SILENT);
    assertThat(validation.variants()).containsExactly("validation");
    assertThat(validation.finalScores("validation")).isEqualTo(trained.finalScores("validation"));
    assertThat(validation.readoutSpikes()).isEmpty();
  }

  @Test
  void theBestEpochHasTheScoresItHadInTraining() {
    SavedNetwork best = engine.load(folder.resolve(RunCheckpoints.BEST));
    assertThat(best.record().status()).isEqualTo(Status.PARTIAL);
    RunRecord test = best.evaluate(List.of(), Set.of("test"), ProgressListener.SILENT);
    double accuracy = trained.scoresByEpoch("test").get(best.epoch()).get("accuracy");
    assertThat(test.finalScores("test")).containsEntry("accuracy", accuracy);
  }

  @Test
  void classesAreThoseThatTheAccuracyCounts() {
    Samples samples =
        Context.empty(engine.resolver(), engine.dataHome(), 1, new Seed(0))
            .at("dataset", 0)
            .make(
                engine
                    .resolver()
                    .resolve(
                        Family.DATASET,
                        Part.of("digits", "train", 300, "validation", 100, "test", 100),
                        "dataset"))
            .test()
            .gather(IntStream.range(0, 100).toArray());
    int[] classes = load().classify(samples);
    int right = 0;
    for (int b = 0; b < classes.length; b++) {
      right += classes[b] == samples.labels()[b] ? 1 : 0;
    }
    assertThat(right / 100.0).isEqualTo(trained.finalScores("test").get("accuracy"));
  }

  @Test
  void examplesOfAnotherSizeAreRefused() {
    Samples samples = Samples.labelled(new long[] {1}, new float[1][784], new int[] {3});
    assertThatThrownBy(() -> load().classify(samples))
        .isInstanceOf(UserError.class)
        .hasMessage(
            folder.resolve(RunCheckpoints.LAST) + " takes examples of 64 values, got one of 784.");
  }

  @Test
  void dataOfAnotherSizeAreRefused() {
    assertThatThrownBy(
            () ->
                load()
                    .evaluate(
                        List.of("dataset.type=mnist"), Set.of("test"), ProgressListener.SILENT))
        .isInstanceOf(UserError.class)
        .hasMessage(
            folder.resolve(RunCheckpoints.LAST)
                + " holds another network: 'layers[0].weight' is 64 x 20, not 784 x 20. Keep the"
                + " layers, the decoder and the size of the data as they were.");
  }
}
