package dev.snn.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaId;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import dev.snn.engine.tree.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaTest {
  @TempDir static Path dir;

  private static String text;
  private static SchemaChecker schema;

  @BeforeAll
  static void print() {
    Snn.Result result = Snn.run(dir, "schema");
    assertThat(result.err()).isEmpty();
    assertThat(result.code()).isZero();
    text = result.out();
    schema = new SchemaChecker(text);
  }

  @Test
  void itIsASchema() {
    assertThat(
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(SchemaLocation.of(SchemaId.V202012))
                .validate(Trees.json(text)))
        .isEmpty();
  }

  @TestFactory
  Stream<DynamicTest> everyExperimentIsValid() {
    return Experiments.files().stream()
        // These need plug-ins of the examples.
        .filter(file -> !file.endsWith("qif.yaml") && !file.endsWith("variables.yaml"))
        .map(
            file ->
                DynamicTest.dynamicTest(
                    file.toString(),
                    () -> assertThat(schema.complaints(Trees.parse(file))).isEmpty()));
  }

  @Test
  void thereAreManyExperiments() {
    assertThat(Experiments.files()).hasSizeGreaterThan(50);
  }

  private static List<String> complaints(String yaml) {
    return schema.complaints(Trees.parse(yaml, "test"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{encoder: latency}",
        "{encoder: {type: latency, steps: 10}}",
        "{encoder: {type: latency, steps: 10.0}}",
        "{training: {epochs: 3, optimizer: {lr: '1e-3'}}}",
        "{training: {optimizer: {type: sgd, momentum: 0.9}}}",
        "{procedure: majority}",
        "{layers: [{type: dense, size: 10, neuron: {tau_mem: {gamma: {shape: 3, scale: 5}}}}]}",
        "{layers: [{name: a, type: dense, size: 9}, {merge: add, from: [a, input]}]}",
        "{layers: {nir: net.nir, reset: null}}",
        "{encoder: latency, rows: {a: {encoder: {steps: 3}}, b: null}}",
        "{rows: {a: {'layers[0].neuron.tau_mem': 5, training.rewiring: null}}}",
        "{rows: {a: null, b: {training: {epochs: 2}}}}",
        "{rows: {a: {procedure: layerwise, training: {passes: [2]}}}}",
        "{rows: {a: {training: {procedure: layerwise, passes: [2]}}}}",
        "{rows: {a: {training.procedure: layerwise, training: {passes: [2]}}}}",
        "{procedure: layerwise, rows: {a: {training: {passes: [2]}}}}",
        "{rows: {a: {training: {passes: [2]}}}, profiles: {p: {procedure: layerwise}}}",
        "{grid: {'layers[1].size': [4, 10], training.optimizer.lr: [1e-3, 0.01]}}",
        "{profiles: {quick: {'rows.a.training.epochs': 3, compare: null}}}",
        "{sweep: {search: random, runs: 3, space: {loss.beta: {log_uniform: [1e-4, 1]}}}}",
        "{compare: [[a, b], {a: x, b: y, metric: accuracy, expect: same, margin: 0.1}]}",
        "{figures: [{x: parameters, y: accuracy, log: x}]}"
      })
  void takes(String yaml) {
    assertThat(complaints(yaml)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{encodr: latency}",
        "{encoder: latncy}",
        "{encoder: {type: latency, stps: 10}}",
        "{encoder: {type: latency, steps: ten}}",
        "{encoder: {type: latency, steps: 1.5}}",
        "{training: {epoch: 3}}",
        "{training: {optimizer: {momentum: 0.9}}}",
        "{training: {optimizer: {type: sgdd}}}",
        "{procedure: majorty}",
        "{layers: [{size: 10}]}",
        "{layers: [{type: dense, size: 10, neuron: {tau_mem: {gama: {shape: 3, scale: 5}}}}]}",
        "{layers: [{merge: ad, from: [a, input]}]}",
        "{encoder: latency, rows: {a: {encoder: {rate: 3}}}}",
        "{rows: {a: {'layers[0].neurn.tau_mem': 5}}}",
        "{rows: {a: {'layers[0].neuron.tau_mem': many}}}",
        "{grid: {'layers[1].sise': [4, 10]}}",
        "{grid: {'layers[1].size': [4, many]}}",
        "{grid: {'layers[1].size': 4}}",
        "{training: {epochs: 2}, rows: {a: {training: {passes: [2]}}}}",
        "{encoder: latency, rows: {a: {training: {passes: [2]}}}}",
        "{profiles: {quick: {training: {passes: [2]}}}, rows: {a: null}}",
        "{profiles: {quick: {trainig: {epochs: 3}}}}",
        "{sweep: {search: random, runs: 3, space: {loss.beta: {log_unform: [1e-4, 1]}}}}",
        "{compare: [{a: x, b: y, metric: accuracy, expect: sam}]}",
        "{compare: [[a, b, c]]}",
        "{figures: [{x: parameters, y: accuracy, log: z}]}",
        "{seeds: [one]}",
        "{seeds: 1}"
      })
  void refuses(String yaml) {
    assertThat(complaints(yaml)).isNotEmpty();
  }

  @Test
  void aFileHasTheSameText() throws IOException {
    Path file = dir.resolve("new/experiment.schema.json");

    Snn.Result result = Snn.run(dir, "schema", "--out", file.toString());

    assertThat(result.code()).isZero();
    assertThat(result.out()).isEmpty();
    assertThat(Files.readString(file)).isEqualTo(text);
  }

  /** The plug-in's experiment is wrong without it and right with it. */
  @Test
  void itKnowsThePluginsOfJars() throws IOException {
    Path project = Projects.make(dir, "neuron", "yourlab.mine");
    JsonNode experiment = Trees.parse(project.resolve("experiment.yaml"));
    String jar = Projects.jar(project).toString();

    String other = Snn.run(dir, "--plugins", jar, "schema").out();

    assertThat(schema.complaints(experiment)).isNotEmpty();
    assertThat(new SchemaChecker(other).complaints(experiment)).isEmpty();
  }

  @Test
  void optionsAreExplained() {
    JsonNode tau =
        Trees.json(text).path("$defs").path("neuron.lif").path("properties").path("tau_mem");

    assertThat(tau.path("description").asText()).isNotEmpty();
    assertThat(tau.path("default").isNumber()).isTrue();
  }
}
