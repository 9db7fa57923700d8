package dev.snn.engine.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.api.plugin.Part;
import dev.snn.api.procedure.Series;
import dev.snn.engine.Experiment;
import dev.snn.engine.SnnEngine;
import dev.snn.engine.progress.ProgressListener;
import dev.snn.engine.tree.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records of schema 1 are read as if they had been written today. */
class RecordUpgradeTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path dir;

  private static ObjectNode read(String text) {
    return RecordFiles.parse(text.replace('\'', '"')).orElseThrow().tree();
  }

  @Test
  void accuracyByStepAndCapacityByDelayBecomeSeries() throws IOException {
    ObjectNode tree =
        read(
            """
            {'schema_version': 1, 'experiment': 'e', 'row': 'r', 'seed': 1, 'status': 'ok',
             'config_hash': 'x', 'config': {},
             'metrics': [{'name': 'accuracy', 'unit': 'fraction', 'higher_is_better': true}],
             'final': {'number': 2, 'by_step': {'accuracy': [0.25, 0.5]},
               'scores': {'test': {'accuracy': 0.5}, 'test@delays': {'1': 0.75, '3': 0.5}}},
             'epochs': [{'number': 1, 'scores': {}},
               {'number': 2, 'by_step': {'accuracy': [0.25, 0.5]},
               'scores': {'test': {'accuracy': 0.5}, 'test@delays': {'1': 0.75, '3': 0.5}}}]}
            """);

    assertThat(tree)
        .isEqualTo(
            JSON.readTree(
                """
                {'schema_version': 3, 'experiment': 'e', 'row': 'r', 'seed': 1, 'status': 'ok',
                 'config_hash': 'x', 'config': {},
                 'metrics': [{'name': 'accuracy', 'unit': 'fraction', 'higher_is_better': true}],
                 'final': {'number': 2, 'scores': {'test': {'accuracy': 0.5}}},
                 'epochs': [{'number': 1, 'scores': {}},
                   {'number': 2, 'scores': {'test': {'accuracy': 0.5}}}],
                 'series': [
                   {'name': 'accuracy_by_step', 'unit': 'fraction', 'x_name': 'step', 'epoch': 2,
                    'x': [1, 2], 'y': [0.25, 0.5]},
                   {'name': 'capacity_by_delay', 'unit': '', 'x_name': 'delay',
                    'x': [1, 3], 'y': [0.75, 0.5]}]}
                """
                    .replace('\'', '"')));
    assertThat(new RunRecord(tree).series())
        .extracting(Series::name)
        .containsExactly("accuracy_by_step", "capacity_by_delay");
  }

  @Test
  void whatIsNewerOrHasNoSeriesStaysAsItIs() {
    String text =
        """
        {'schema_version': %d, 'experiment': 'e', 'row': 'r', 'seed': 1, 'status': 'skipped',
         'config_hash': 'x', 'config': {}, 'final': null, 'epochs': []}
        """;
    assertThat(read(text.formatted(1))).isEqualTo(read(text.formatted(2)));
    assertThat(RecordFiles.parse(text.formatted(4).replace('\'', '"'))).isEmpty();
  }

  /** The layout of schema 1, for the records of a run of today. */
  private static ObjectNode asFirst(ObjectNode record) {
    ObjectNode tree = record.deepCopy();
    tree.put("schema_version", 1);
    JsonNode all = tree.remove("series");
    List<ObjectNode> epochs = new ArrayList<>();
    tree.path("epochs").forEach(epoch -> epochs.add((ObjectNode) epoch));
    epochs.add((ObjectNode) tree.get("final"));
    for (JsonNode series : all) {
      for (ObjectNode epoch : epochs) {
        if (series.path("name").asText().equals("capacity_by_delay")) {
          ObjectNode delays = epoch.withObject("/scores/test@delays");
          for (int k = 0; k < series.path("x").size(); k++) {
            delays.set(series.path("x").get(k).asText(), series.path("y").get(k));
          }
        } else if (series.path("epoch").asInt() == epoch.path("number").asInt()) {
          epoch.putObject("by_step").set("accuracy", series.get("y"));
        }
      }
    }
    return tree;
  }

  private static Experiment experiment(String procedure) {
    return procedure.equals("gradient")
        ? Experiment.named("steps")
            .dataset("digits", "train", 200, "validation", 50, "test", 50)
            .encoder("latency", "steps", 6)
            .layer("srm-bernoulli", "size", 10)
            .decoder("rate")
            .loss("cross-entropy")
            .training("gradient", "epochs", 3, "batch", 25, "early_stopping", 1)
            .byStep()
        : Experiment.named("memory")
            .training(
                "memory-capacity", "reservoir", Part.of("echo-state", "size", 20), "delays", 5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gradient", "memory-capacity"})
  void anEarlierRecordIsReproduced(String procedure) throws IOException {
    try (SnnEngine engine = SnnEngine.open(SnnEngine.Options.defaults().withThreads(1))) {
      RunRecord record =
          engine.run(experiment(procedure).request(engine, 3), ProgressListener.SILENT);
      assertThat(record.series()).hasSize(1);
      ObjectNode first = asFirst(record.tree());
      assertThat(first.toString()).doesNotContain("\"series\"");
      Path file = Files.writeString(dir.resolve("record.json"), first.toString());

      assertThat(JSON.readTree(RecordFiles.read(file).tree().toString()))
          .isEqualTo(JSON.readTree(record.tree().toString()));
      assertThat(engine.repro(file, ProgressListener.SILENT).diff().differences()).isEmpty();
    }
  }

  @Test
  void allRecordsOfTheReferencesAreRead() throws IOException {
    int records = 0;
    int delays = 0;
    try (Stream<Path> files = Files.walk(Path.of("../experiments"))) {
      for (Path file :
          files.filter(f -> f.toString().matches(".*records.[^/\\\\]+json")).toList()) {
        RunRecord record = RecordFiles.read(file);
        records++;
        delays += record.series("capacity_by_delay").isPresent() ? 1 : 0;
        assertThat(record.tree().toString()).doesNotContain("test@delays", "\"by_step\":{");
      }
    }
    assertThat(records).isGreaterThan(300);
    assertThat(delays).isGreaterThanOrEqualTo(60);
  }

  @Test
  void whatIsNoCurveIsPassedOver() {
    ObjectNode tree = Trees.NODES.objectNode();
    tree.set(
        RunRecord.SERIES,
        Trees.parse(
            "[null, {name: a}, {name: a, x_name: step, x: [], y: []}, {name: a, x_name: step, x: [1], y: []},"
                + " {name: a, x_name: step, x: [one], y: [1]},"
                + " {name: good, x_name: step, x: [1], y: [2]}]",
            "series"));
    assertThat(new RunRecord(tree).series()).extracting(Series::name).containsExactly("good");
  }
}
