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

  @Test
  void threadsDecideNothing() {
    Part rewiring = Part.of("deep-r", "connectivity", 0.3, "l1", 0.5, "temperature", 1e-4);
    Experiment experiment = network("epochs", 2, "batch", 20, "rewiring", rewiring);
    RunRecord one = run(1, experiment);
    assertThat(one.tree().at("/epochs")).isEqualTo(run(3, experiment).tree().at("/epochs"));
    assertThat(one.tree().at("/final/scores/test/regrown").asDouble()).isPositive();
  }
}
