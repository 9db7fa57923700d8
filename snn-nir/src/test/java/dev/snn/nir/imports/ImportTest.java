package dev.snn.nir.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.api.learning.Checkpoint;
import dev.snn.api.learning.Network;
import dev.snn.api.neuron.Pass;
import dev.snn.api.plugin.UserError;
import dev.snn.api.random.Seed;
import dev.snn.api.tensor.Shape;
import dev.snn.api.tensor.Signal;
import dev.snn.api.tensor.Spikes;
import dev.snn.api.tensor.Tensor;
import dev.snn.engine.SnnEngine;
import dev.snn.engine.config.Context;
import dev.snn.engine.config.NetworkConfig;
import dev.snn.engine.config.RunConfig;
import dev.snn.engine.config.RunResolver;
import dev.snn.engine.tree.Trees;
import dev.snn.nir.Nets;
import dev.snn.nir.export.Export;
import dev.snn.nir.file.NirReader;
import dev.snn.nir.file.NirWriter;
import dev.snn.nir.graph.Flat;
import dev.snn.nir.graph.Flow;
import dev.snn.nir.graph.NirFile;
import dev.snn.nir.graph.NirGraph;
import dev.snn.nir.graph.NirNode;
import dev.snn.nir.graph.Primitive;
import dev.snn.nir.run.NirNetwork;
import dev.snn.nir.run.Scheme;
import dev.snn.nir.run.Settings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImportTest {
  @TempDir Path dir;

  private static final SnnEngine ENGINE =
      SnnEngine.open(SnnEngine.Options.defaults().withThreads(1).withBackend("plain"));

  @AfterAll
  static void close() {
    ENGINE.close();
  }

  private static RunConfig config(ArrayNode layers, double dt) {
    ObjectNode tree = Trees.NODES.objectNode().put("dt", dt);
    tree.putObject("dataset").put("type", "digits");
    tree.putObject("encoder").put("type", "rate");
    tree.set("layers", layers);
    tree.put("decoder", "rate").put("loss", "cross-entropy");
    return new RunResolver(ENGINE.resolver()).resolve(tree);
  }

  private static Network network(RunConfig config, Shape shape) {
    Context context = Context.empty(ENGINE.resolver(), ENGINE.dataHome(), config.dt(), new Seed(7));
    return new NetworkConfig(config.layers(), null, null).make(context, shape);
  }

  /** The layers with their parameters, through the archive that a command leaves. */
  private static Network network(Import imported, double dt, Shape shape) throws IOException {
    Network network = network(config(imported.layers(), dt), shape);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Checkpoint.write(bytes, imported.parameters());
    Checkpoint.read("test", new ByteArrayInputStream(bytes.toByteArray()), network.parameters());
    return network;
  }

  private static Spikes input(int steps, int size, int oneIn) {
    Random random = new Random(2);
    float[][] rows = new float[steps * 2][size];
    for (float[] row : rows) {
      for (int n = 0; n < size; n++) {
        row[n] = random.nextInt(oneIn) == 0 ? 1 : 0;
      }
    }
    return Spikes.of(new Tensor(steps, 2, size, rows));
  }

  private static Signal last(Network network, Spikes input) {
    Network.Forward forward = network.forward(input, Pass.hard().forEvaluation());
    return forward.readouts().get(forward.readouts().size() - 1).output();
  }

  private static Signal output(NirFile file, Settings settings, Spikes input) {
    NirNetwork network = NirNetwork.of(file, settings, ENGINE.resolver(), ENGINE.dataHome());
    String output = network.outputs().get(0);
    return network.run(input, network.start(2), Set.of(output), Pass.hard()).outputs().get(output);
  }

  @Test
  void theNetworkOfThePaperFiresAsTheFileDoes() throws IOException {
    NirFile file = NirReader.read(Nets.published("cnn_sinabs.nir"));
    Settings settings = new Settings(1e-3, Scheme.EXPONENTIAL, false, false);
    Spikes input = input(40, 2 * 34 * 34, 40);

    Import imported = Import.of(file, settings);
    Signal here = last(network(imported, 1, new Shape(2, 34, 34)), input);

    assertThat(imported.layers().findValuesAsText("type"))
        .containsSubsequence("conv", "if", "conv", "if", "sum-pool", "flatten", "dense", "if");
    assertThat(here.toTensor().rows())
        .isDeepEqualTo(output(file, settings, input).toTensor().rows());
    assertThat(((Spikes) here).total()).isGreaterThan(20);
  }

  @Test
  void feedbackIsARecurrentLayer() throws IOException {
    NirFile file = NirReader.read(Nets.published("braille_noDelay_noBias_subtract.nir"));
    Settings settings = new Settings(1e-4, Scheme.EULER, true, false);
    Spikes input = input(60, 12, 3);

    Import imported = Import.of(file, settings);
    Signal here = last(network(imported, 0.1, Shape.flat(12)), input);

    assertThat(imported.layers().get(0).get("type").asText()).isEqualTo("recurrent");
    assertThat(imported.layers()).hasSize(2);
    assertThat(here.toTensor().rows())
        .isDeepEqualTo(output(file, settings, input).toTensor().rows());
    assertThat(((Spikes) here).total()).isGreaterThan(20);
  }

  /** Networks of ours, written and read again. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{type: dense, size: 20, init_scale: 6, neuron: {type: lif, tau_mem: 7, strict: true}}]",
        "[{type: dense, size: 20, init_scale: 9, bias: false, neuron: {type: cuba-lif, tau_mem: 5, tau_syn: 3, w_in: 2, strict: true}}]",
        "[{type: recurrent, size: 20, init_scale: 6, recurrent_scale: 3, neuron: {type: lif, tau_mem: 7, reset: zero, v_reset: -0.1, strict: true}}]",
        "[{type: conv, channels: 3, padding: 1, init_scale: 5, neuron: {type: if, r: 0.3, strict: true}}, {type: sum-pool}, {type: dense, size: 10, init_scale: 9, neuron: {type: lif, strict: true}}]",
        "[{type: dense, name: a, size: 9, init_scale: 9, neuron: {type: lif, strict: true}}, {type: dense, name: b, from: input, size: 9, init_scale: 9, neuron: {type: lif, strict: true}}, {merge: add, from: [a, b]}, {type: dense, size: 5, init_scale: 9, neuron: {type: li}}]",
      })
  void ourNetworksReturn(String text) throws IOException {
    ArrayNode layers = (ArrayNode) Trees.parse(text, "layers");
    RunConfig config = config(layers, 1);
    Shape shape = new Shape(1, 8, 8);
    Network network = network(config, shape);
    Export export = Export.of(config.tree(), network, shape);
    boolean subtract = !text.contains("reset: zero");
    Path path = dir.resolve("ours.nir");
    NirWriter.write(path, "--out", new NirFile("test", "", export.graph()));
    NirFile file = NirReader.read(path);

    Import imported = Import.of(file, new Settings(1e-3, Scheme.EXPONENTIAL, subtract, false));
    Network again = network(imported, 1, shape);

    Spikes input = input(50, 64, 4);
    Signal before = last(network, input);
    assertThat(last(again, input).toTensor().rows()).isDeepEqualTo(before.toTensor().rows());
    if (before instanceof Spikes spikes) {
      assertThat(spikes.total()).isGreaterThan(20);
    }
  }

  /** Nodes without their names, in the order they are run in; ports of inner graphs say nothing. */
  private static List<String> nodes(NirFile file) {
    NirGraph graph = Flat.of(file);
    List<String> nodes = new ArrayList<>();
    for (String name : Flow.of(file.name(), graph).order()) {
      NirNode node = graph.nodes().get(name);
      if (node.type() == Primitive.INPUT || node.type() == Primitive.OUTPUT) {
        continue;
      }
      StringBuilder text = new StringBuilder(node.type().id());
      for (String parameter : node.type().known()) {
        if (node.has(parameter)) {
          text.append(' ').append(parameter).append(Arrays.toString(node.numbers(parameter)));
        }
      }
      nodes.add(text.toString());
    }
    return nodes;
  }

  private NirFile exported(Import imported, double dt, Shape shape) throws IOException {
    RunConfig config = config(imported.layers(), dt);
    Export export = Export.of(config.tree(), network(imported, dt, shape), shape);
    return new NirFile("again", "", export.graph());
  }

  /** What was imported and exported once comes back the same. */
  @ParameterizedTest
  @CsvSource({
    "lif_norse.nir, 1, 1, 1e-4",
    "cnn_sinabs.nir, 2, 34, 1e-3",
    "braille_noDelay_noBias_subtract.nir, 12, 1, 1e-4"
  })
  void publishedFilesReturn(String name, int channels, int side, double dt) throws IOException {
    NirFile file = NirReader.read(Nets.published(name));
    Settings settings = new Settings(dt, Scheme.EXPONENTIAL, false, false);
    Shape shape = new Shape(channels, side, side);

    NirFile once = exported(Import.of(file, settings), 1000 * dt, shape);
    NirFile twice = exported(Import.of(once, settings), 1000 * dt, shape);

    assertThat(nodes(twice)).isEqualTo(nodes(once)).isNotEmpty();
    assertThat(once.graph().edges()).hasSameSizeAs(twice.graph().edges());
    List<String> types = nodes(once).stream().map(each -> each.split(" ")[0]).sorted().toList();
    assertThat(types)
        .isEqualTo(nodes(file).stream().map(each -> each.split(" ")[0]).sorted().toList());
  }

  /** snnTorch's Synaptic, as it exports it, and its recursion. */
  @Test
  void aCubaLifOfSnnTorchIsItsRecursion() throws IOException {
    NirFile file =
        Nets.graph(
            List.of(
                Nets.port("input", Primitive.INPUT, 1),
                Nets.node(
                    "cuba",
                    Primitive.CUBA_LIF,
                    "tau_syn",
                    new double[] {2e-3},
                    "tau_mem",
                    new double[] {4e-3},
                    "r",
                    new double[] {4},
                    "v_leak",
                    new double[] {0},
                    "v_threshold",
                    new double[] {1},
                    "w_in",
                    new double[] {2}),
                Nets.port("output", Primitive.OUTPUT, 1)),
            "input cuba",
            "cuba output");
    Import imported = Import.of(file, new Settings(1e-3, Scheme.EULER, true, false));
    Tensor input = new Tensor(6, 1, 1, new float[][] {{0.7f}, {0}, {0.4f}, {0}, {0.9f}, {0}});

    Network network = network(imported, 1, Shape.flat(1));
    Network.Forward forward = network.forward(input, Pass.hard().forEvaluation());
    Tensor spikes = forward.readouts().get(0).output().toTensor();

    double syn = 0;
    double mem = 0;
    double fired = 0;
    for (int t = 0; t < 6; t++) {
      syn = 0.5 * syn + input.row(t, 0)[0];
      mem = 0.75 * mem + syn;
      double spike = mem > 1 ? 1 : 0;
      mem -= spike;
      fired += spike;
      assertThat(spikes.row(t, 0)[0]).as("step %d", t).isEqualTo((float) spike);
    }
    assertThat(fired).isBetween(1.0, 4.0);
  }

  /** An IF of a tool that counts in steps fires, and is reset to what its file says. */
  @Test
  void anIfFiresAndIsResetAsItsFileSays() throws IOException {
    NirFile file =
        Nets.graph(
            List.of(
                Nets.port("input", Primitive.INPUT, 1),
                Nets.node(
                    "if",
                    Primitive.IF,
                    "r",
                    new double[] {1},
                    "v_threshold",
                    new double[] {1},
                    "v_reset",
                    new double[] {-0.5}),
                Nets.port("output", Primitive.OUTPUT, 1)),
            "input if",
            "if output");
    Import imported = Import.of(file, new Settings(1e-4, Scheme.EXPONENTIAL, false, false));
    Tensor input = new Tensor(4, 1, 1, new float[][] {{1.25f}, {1.25f}, {0.5f}, {0}});

    Network.Forward forward =
        network(imported, 0.1, Shape.flat(1)).forward(input, Pass.hard().forEvaluation());
    Tensor spikes = forward.readouts().get(0).output().toTensor();

    // -0.5 after the first spike, so 0.75 and then 1.25.
    assertThat(new float[] {spikes.row(0, 0)[0], spikes.row(1, 0)[0], spikes.row(2, 0)[0]})
        .containsExactly(1, 0, 1);
    assertThat(imported.layers().get(0).path("neuron").path("v_reset").asDouble()).isEqualTo(-0.5);
  }

  @Test
  void whatHasNoLayerIsNamed() {
    NirFile every = NirReader.read(Nets.file("every"));

    assertThatThrownBy(() -> Import.of(every, new Settings(1e-3, Scheme.EXPONENTIAL, false, false)))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("node 'mean' has windows that overlap");
  }

  @Test
  void valuesOfEachNeuronAreRefused() {
    NirFile file =
        Nets.graph(
            List.of(
                Nets.port("input", Primitive.INPUT, 2),
                Nets.node(
                    "lif",
                    Primitive.LIF,
                    "tau",
                    new double[] {0.1, 0.2},
                    "r",
                    new double[] {1, 1},
                    "v_leak",
                    new double[] {0, 0},
                    "v_threshold",
                    new double[] {1, 1}),
                Nets.port("output", Primitive.OUTPUT, 2)),
            "input lif",
            "lif output");

    assertThatThrownBy(() -> Import.of(file, new Settings(1e-3, Scheme.EXPONENTIAL, false, false)))
        .isInstanceOf(UserError.class)
        .hasMessage(
            "test: node 'lif', parameter 'tau': differs from neuron to neuron (0.1, 0.2, ...), and an experiment has one value for a layer; 'nir run' can do it.");
  }

  private static NirNode lif(String name) {
    return Nets.node(
        name,
        Primitive.LIF,
        "tau",
        new double[] {0.1},
        "r",
        new double[] {1},
        "v_leak",
        new double[] {0},
        "v_threshold",
        new double[] {1});
  }

  private static void refused(NirFile file, String sentence) {
    assertThatThrownBy(() -> Import.of(file, new Settings(1e-3, Scheme.EXPONENTIAL, false, false)))
        .isInstanceOf(UserError.class)
        .hasMessage(sentence);
  }

  @Test
  void feedbackFromNeuronsBehindAProductIsRefused() {
    NirFile file =
        Nets.graph(
            List.of(
                Nets.port("input", Primitive.INPUT, 1),
                Nets.linear("p1", 1, 1, 1),
                lif("a"),
                Nets.linear("p2", 1, 1, 1),
                lif("b"),
                Nets.port("output", Primitive.OUTPUT, 1)),
            "input p1",
            "p1 a",
            "a p2",
            "p2 b",
            "b a",
            "b output");

    refused(
        file,
        "test: node 'a' is fed back to by node 'b', and only a product from neurons to themselves is a layer here ('recurrent'); 'nir run' can do it.");
  }

  @Test
  void whatLeadsNowhereIsNotTakenForTheOutput() {
    NirFile file =
        Nets.graph(
            List.of(
                Nets.port("input", Primitive.INPUT, 1),
                lif("a"),
                lif("b"),
                Nets.port("output", Primitive.OUTPUT, 1)),
            "input a",
            "a b",
            "a output");

    refused(
        file,
        "test: node 'output' is not fed by 'b', the last of the layers; leave out what leads nowhere.");
  }
}
