package dev.snn.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.snn.api.plugin.Part;
import dev.snn.api.plugin.UserError;
import dev.snn.engine.progress.ProgressListener;
import dev.snn.engine.record.RunRecord;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rewirings in whole runs: which weights they may prune, and what records say of it. */
class RewiringTest {
  private static RunRecord run(int threads, Experiment experiment) {
    try (SnnEngine engine = SnnEngine.open(SnnEngine.Options.defaults().withThreads(threads))) {
      return engine.run(experiment.request(engine, 1), ProgressListener.SILENT);
    }
  }

  private static Experiment network(Object... training) {
    return Experiment.named("rewiring")
        .dataset("digits", "train", 100, "test", 50)
        .encoder("direct", "steps", 4)
        .layer("conv", "channels", 3, "padding", 1, "bias", true)
        .layer("batch-norm", "neuron", Part.of("lif", "r", 10))
        .layer("recurrent", "size", 12, "neuron", Part.of("lif", "r", 10))
        .layer("srm-bernoulli", "size", 10)
        .decoder("rate")
        .loss("cross-entropy")
        .training("gradient", training);
  }

  private static List<Double> byWeight(RunRecord record, int epoch) {
    List<Double> shares = new ArrayList<>();
    for (JsonNode series : record.tree().at("/series")) {
      if (series.path("name").asText().equals("connectivity_by_weight")
          && series.path("epoch").asInt() == epoch) {
        series.path("y").forEach(y -> shares.add(y.asDouble()));
      }
    }
    return shares;
  }

  @Test
  void synapsesOfAllLayersAreRewired() {
    Part rewiring = Part.of("random", "connectivity", 0.25);
    RunRecord record = run(1, network("epochs", 2, "batch", 20, "rewiring", rewiring));
    assertThat(record.error()).isEmpty();
    // conv; input and feedback of recurrent; input of srm-bernoulli, not its own feedback.
    List<Double> shares = byWeight(record, 2);
    assertThat(shares).hasSize(4);
    assertThat(shares).allSatisfy(share -> assertThat(share).isBetween(0.24, 0.27));
    assertThat(record.tree().at("/final/scores/test/connectivity").asDouble())
        .isBetween(0.249, 0.251);
    assertThat(record.tree().at("/final/scores/test/regrown").asDouble()).isZero();
    assertThat(record.tree().at("/final/efficiency/connection_sparsity").asDouble())
        .isBetween(0.6, 0.76);
  }

  @Test
  void layersStayWholeThatAreNamed() {
    Part rewiring = Part.of("random", "connectivity", 0.25);
    RunRecord record =
        run(
            1,
            network(
                "epochs",
                1,
                "batch",
                20,
                "rewiring",
                rewiring,
                "dense_layers",
                List.of("layers[0]", "layers[3]")));
    assertThat(byWeight(record, 1)).hasSize(2);
  }

  private static void assertRefused(Experiment experiment, String said) {
    assertThatThrownBy(() -> run(1, experiment))
        .isInstanceOf(UserError.class)
        .hasMessage("experiment 'rewiring', row 'rewiring': " + said);
  }

  @Test
  void aLayerThatIsNotThereIsTold() {
    Experiment experiment =
        network("epochs", 1, "rewiring", Part.of("random"), "dense_layers", List.of("layers[7]"));
    assertRefused(
        experiment,
        "training.dense_layers: there is no layer 'layers[7]'. Name one of [layers[0],"
            + " layers[1], layers[2], layers[3]].");
  }

  @Test
  void nothingToPruneIsTold() {
    Experiment experiment =
        network(
            "epochs",
            1,
            "rewiring",
            Part.of("random"),
            "dense_layers",
            List.of("layers[0]", "layers[2]", "layers[3]"));
    assertRefused(
        experiment,
        "training.rewiring: no layer has weights to prune. Leave rewiring out, or leave a layer"
            + " with weights out of training.dense_layers.");
  }

  private static List<Double> gradientNorms(int every) {
    Part rewiring = Part.of("grad-r", "alpha", 20, "every", every);
    RunRecord record =
        run(1, network("epochs", 1, "batch", 100, "rewiring", rewiring, "gradient_norms", true));
    assertThat(record.tree().at("/final/scores/test/connectivity").asDouble()).isLessThan(0.9);
    List<Double> norms = new ArrayList<>();
    for (JsonNode series : record.tree().at("/series")) {
      if (series.path("name").asText().equals("gradient_norm_by_block")) {
        series.path("y").forEach(y -> norms.add(y.asDouble()));
      }
    }
    return norms;
  }

  /**
   * After one update, before which all weights were there; only with 2 all gradients are wanted.
   */
  @Test
  void normsOfGradientsAreOfTheWeightsThatExist() {
    assertThat(gradientNorms(2)).hasSize(4).isEqualTo(gradientNorms(3));
  }

  @Test
  void pruningAfterTheEndIsTold() {
    assertRefused(
        network("epochs", 1, "batch", 20, "rewiring", Part.of("magnitude")),
        "training.rewiring: magnitude prunes only after epoch 1.0 (begin), and the training ends"
            + " after 1. Set begin below epochs, or train for more epochs.");
    Part gradual = Part.of("magnitude", "when", "gradual", "begin", 0.5, "end", 2.5, "every", 1);
    assertRefused(
        network("epochs", 2, "batch", 20, "rewiring", gradual),
        "training.rewiring: magnitude prunes for the last time after epoch 2.5 (end), and the"
            + " training ends after 2. Set end below epochs, or train for more epochs.");
  }

  @Test
  void replacementsThatNeverComeAreTold() {
    assertRefused(
        network("epochs", 3, "batch", 20, "rewiring", Part.of("rigl", "every", 10, "end", 2)),
        "training.rewiring: rigl replaces weights at each update whose number is a multiple of 10"
            + " (every), after epoch 2.0 (end) no more, and the training has 3 epochs of 5"
            + " updates: none is ever replaced. Set every lower, or end or epochs higher.");
    assertRefused(
        network("epochs", 1, "batch", 20, "rewiring", Part.of("set")),
        "training.rewiring: set replaces weights after each epoch but the last, and the training"
            + " has 1 epoch: none is ever replaced. Train for more epochs, or use random.");
  }

  /** The last update of a training is the last that can prune, or replace. */
  @Test
  void theLastUpdateIsEarlyEnough() {
    Part pruned = Part.of("magnitude", "connectivity", 0.25, "begin", 0.8);
    RunRecord magnitude = run(1, network("epochs", 1, "batch", 20, "rewiring", pruned));
    assertThat(magnitude.tree().at("/final/scores/test/connectivity").asDouble())
        .isBetween(0.249, 0.251);
    Part replaced = Part.of("rigl", "connectivity", 0.25, "every", 4, "end", 2, "fraction", 1);
    RunRecord rigl = run(1, network("epochs", 1, "batch", 20, "rewiring", replaced));
    assertThat(rigl.tree().at("/final/scores/test/regrown").asDouble()).isPositive();
  }

  @Test
  void threadsDecideNothing() {
    Part rewiring = Part.of("deep-r", "connectivity", 0.3, "l1", 0.5, "temperature", 1e-4);
    Experiment experiment = network("epochs", 2, "batch", 20, "rewiring", rewiring);
    RunRecord one = run(1, experiment);
    assertThat(one.tree().at("/epochs")).isEqualTo(run(3, experiment).tree().at("/epochs"));
    assertThat(one.tree().at("/final/scores/test/regrown").asDouble()).isPositive();
  }
}
