package dev.snn.nir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.api.learning.Checkpoint;
import dev.snn.api.learning.Network;
import dev.snn.api.plugin.UserError;
import dev.snn.api.random.Seed;
import dev.snn.api.tensor.Shape;
import dev.snn.engine.SnnEngine;
import dev.snn.engine.config.Context;
import dev.snn.engine.config.NetworkConfig;
import dev.snn.engine.config.RunConfig;
import dev.snn.engine.config.RunResolver;
import dev.snn.engine.progress.ProgressListener;
import dev.snn.engine.record.RunId;
import dev.snn.engine.record.RunRecord;
import dev.snn.engine.run.RunRequest;
import dev.snn.engine.tree.Trees;
import dev.snn.nir.export.Export;
import dev.snn.nir.file.NirReader;
import dev.snn.nir.file.NirWriter;
import dev.snn.nir.graph.NirFile;
import dev.snn.nir.imports.Import;
import dev.snn.nir.run.Scheme;
import dev.snn.nir.run.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code layers: {nir: FILE}}. */
class NirLayersTest {
  private static final SnnEngine ENGINE =
      SnnEngine.open(SnnEngine.Options.defaults().withThreads(1).withBackend("plain"));

  @TempDir Path dir;

  private Path file;

  @AfterAll
  static void close() {
    ENGINE.close();
  }

  /** A network for digits, in a file. */
  @BeforeEach
  void write() {
    ObjectNode tree = experiment("{procedure: evaluate}");
    tree.put("dt", 1);
    tree.set(
        "layers",
        Trees.parse(
            "[{type: dense, size: 30, init_scale: 6, neuron: {type: lif, tau_mem: 7, strict: true}},"
                + " {type: dense, size: 10, init_scale: 6, neuron: {type: cuba-lif, tau_mem: 5, tau_syn: 3, strict: true}}]",
            "layers"));
    RunConfig config = resolve(tree);
    Context context = Context.empty(ENGINE.resolver(), ENGINE.dataHome(), 1, new Seed(7));
    Shape shape = new Shape(1, 8, 8);
    Network network = new NetworkConfig(config.layers(), null, null).make(context, shape);
    NirFile graph = new NirFile("test", "", Export.of(config.tree(), network, shape).graph());
    file = dir.resolve("network.nir");
    NirWriter.write(file, "out", graph);
  }

  private static ObjectNode experiment(String training) {
    ObjectNode tree = Trees.NODES.objectNode();
    tree.set("dataset", Trees.parse("{type: digits, train: 100, test: 60}", "dataset"));
    tree.set("encoder", Trees.parse("{type: rate, steps: 12}", "encoder"));
    tree.put("decoder", "rate").put("loss", "cross-entropy");
    tree.set("training", Trees.parse(training, "training"));
    return tree;
  }

  private ObjectNode ofFile(String training, String options) {
    ObjectNode tree = experiment(training);
    tree.set("layers", Trees.parse("{nir: '" + file + "'" + options + "}", "layers"));
    return tree;
  }

  private static RunConfig resolve(ObjectNode tree) {
    return new RunResolver(ENGINE.resolver()).resolve(tree);
  }

  private static RunRecord run(RunConfig config) {
    return ENGINE.run(
        RunRequest.of(new RunId("test", "test", 3), "test", config), ProgressListener.SILENT);
  }

  private ObjectNode imported(String training, Settings settings) throws IOException {
    Import imported = Import.of(NirReader.read(file), settings);
    Path parameters = dir.resolve("network.npz");
    try (var out = Files.newOutputStream(parameters)) {
      Checkpoint.write(out, imported.parameters());
    }
    ObjectNode tree = experiment(training);
    tree.put("dt", 1000 * settings.dt());
    tree.set("layers", imported.layers());
    tree.set("init", Trees.parse("{file: '" + parameters + "', skip: [decoder]}", "init"));
    return tree;
  }

  private static void same(RunConfig ofFile, RunConfig imported) {
    assertThat(ofFile.tree().get("layers")).isEqualTo(imported.tree().get("layers"));
    assertThat(ofFile.dt()).isEqualTo(imported.dt());
    RunRecord here = run(ofFile);
    RunRecord there = run(imported);
    assertThat(here.status()).isEqualTo(there.status());
    assertThat(here.scoresByEpoch("test")).isEqualTo(there.scoresByEpoch("test")).isNotEmpty();
    assertThat(here.curves().toString()).isEqualTo(there.curves().toString());
  }

  @Test
  void aFileIsWhatImportMakesOfIt() throws IOException {
    String evaluate = "{procedure: evaluate}";
    ObjectNode tree = ofFile(evaluate, ", reset: subtract");
    tree.put("dt", 1);

    same(
        resolve(tree),
        resolve(imported(evaluate, new Settings(1e-3, Scheme.EXPONENTIAL, true, false))));
  }

  @Test
  void itIsTrainedOn() throws IOException {
    String gradient = "{procedure: gradient, epochs: 2, batch: 20}";
    ObjectNode tree = ofFile(gradient, ", discretization: euler");
    tree.put("dt", 1);

    same(
        resolve(tree), resolve(imported(gradient, new Settings(1e-3, Scheme.EULER, false, false))));
  }

  /**
   * What is resolved is resolved again to itself, as records are, and holds the file's checksum.
   */
  @Test
  void theConfigurationIsComplete() {
    RunConfig config = resolve(ofFile("{procedure: evaluate}", ""));

    assertThat(config.dt()).isEqualTo(0.1);
    assertThat(config.tree().at("/init/sha256").asText()).hasSize(64);
    assertThat(resolve(config.tree())).isEqualTo(config);
  }

  @Test
  void anotherFileInItsPlaceIsRefused() throws IOException {
    ObjectNode resolved = resolve(ofFile("{procedure: evaluate}", "")).tree();
    Files.copy(Nets.file("plain"), file, StandardCopyOption.REPLACE_EXISTING);

    assertThatThrownBy(() -> resolve(resolved))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("network.nir has changed since the run");
  }

  @Test
  void parametersMayComeFromElsewhere() throws IOException {
    ObjectNode tree = ofFile("{procedure: evaluate}", "");
    imported("{procedure: evaluate}", Settings.usual().with(Scheme.EXPONENTIAL));
    tree.put("init", dir.resolve("network.npz").toString());

    assertThat(resolve(tree).init().file()).endsWith("network.npz");
  }

  private static void refused(ObjectNode tree, String sentence) {
    assertThatThrownBy(() -> resolve(tree)).isInstanceOf(UserError.class).hasMessage(sentence);
  }

  @Test
  void saysWhatIsWrong() {
    String evaluate = "{procedure: evaluate}";
    refused(
        ofFile(evaluate, ", reset: soft"), "layers.reset: must be zero or subtract, got 'soft'.");
    refused(
        ofFile(evaluate, ", discretization: exact"),
        "layers.discretization: must be exponential or euler, got 'exact'.");
    refused(
        ofFile(evaluate, ", dt: 0.001"),
        "layers.dt: the length of a step is the experiment's 'dt', in ms. Write it there.");
    file = Nets.file("every");
    assertThatThrownBy(() -> resolve(ofFile(evaluate, "")))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("every.nir: node 'mean' has windows that overlap");
    file = Path.of("none.nir");
    refused(
        ofFile(evaluate, ""),
        "layers.nir: there is no file none.nir; looked in the working directory and in the data home.");
  }
}
