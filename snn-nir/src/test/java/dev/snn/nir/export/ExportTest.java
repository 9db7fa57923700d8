package dev.snn.nir.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.api.learning.Network;
import dev.snn.api.learning.Node;
import dev.snn.api.neuron.Pass;
import dev.snn.api.plugin.Part;
import dev.snn.api.plugin.UserError;
import dev.snn.api.random.Seed;
import dev.snn.api.tensor.Shape;
import dev.snn.api.tensor.Signal;
import dev.snn.api.tensor.Spikes;
import dev.snn.api.tensor.Tensor;
import dev.snn.engine.Experiment;
import dev.snn.engine.SnnEngine;
import dev.snn.engine.config.Context;
import dev.snn.engine.config.NetworkConfig;
import dev.snn.engine.config.RunConfig;
import dev.snn.nir.file.NirReader;
import dev.snn.nir.file.NirWriter;
import dev.snn.nir.graph.NirArray;
import dev.snn.nir.graph.NirFile;
import dev.snn.nir.graph.NirGraph;
import dev.snn.nir.graph.NirNode;
import dev.snn.nir.graph.Primitive;
import dev.snn.nir.run.NirNetwork;
import dev.snn.nir.run.Scheme;
import dev.snn.nir.run.Settings;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A network of ours, written, read and run again, fires as it does here. */
class ExportTest {
  private static final SnnEngine ENGINE =
      SnnEngine.open(SnnEngine.Options.defaults().withThreads(1).withBackend("plain"));

  @TempDir Path dir;

  @AfterAll
  static void close() {
    ENGINE.close();
  }

  private static Experiment experiment() {
    return Experiment.named("test").dataset("digits").encoder("rate", "steps", 40);
  }

  private static RunConfig resolve(Experiment experiment) {
    return experiment.decoder("rate").loss("cross-entropy").resolve(ENGINE);
  }

  private static Network network(RunConfig config, Shape input) {
    Context context = Context.empty(ENGINE.resolver(), ENGINE.dataHome(), config.dt(), new Seed(7));
    return new NetworkConfig(config.layers(), null, null).make(context, input);
  }

  private static Spikes input(Shape shape) {
    Random random = new Random(11);
    float[][] rows = new float[40 * 3][shape.size()];
    for (float[] row : rows) {
      for (int n = 0; n < row.length; n++) {
        row[n] = random.nextInt(4) == 0 ? 1 : 0;
      }
    }
    return Spikes.of(new Tensor(40, 3, shape.size(), rows));
  }

  /** Runs both; the output of each layer with neurons is compared. */
  private void firesAsHere(RunConfig config, Shape shape, boolean subtract, String... cells) {
    Network network = network(config, shape);
    Export export = Export.of(config.tree(), network, shape);
    Path path = dir.resolve("network.nir");
    NirWriter.write(path, "--out", new NirFile("network", NirWriter.VERSION, export.graph()));
    NirFile file = NirReader.read(path);
    assertThat(file.graph()).isEqualTo(export.graph());
    Settings settings = new Settings(config.dt() / 1000, Scheme.EXPONENTIAL, subtract, false);
    NirNetwork read = NirNetwork.of(file, settings, ENGINE.resolver(), ENGINE.dataHome());
    Spikes input = input(shape);

    Network.Forward here = network.forward(input, Pass.hard().forEvaluation());
    NirNetwork.Result there =
        read.run(input, read.start(3), new LinkedHashSet<>(read.nodes()), Pass.hard());

    assertThat(cells).isNotEmpty();
    for (int k = 0; k < network.nodes().size(); k++) {
      Node node = network.nodes().get(k);
      String name = "layer" + k + ".neurons";
      if (node instanceof Node.OfLayer && read.nodes().contains(name)) {
        Signal expected = here.readouts().get(k).output();
        assertThat(there.outputs().get(name).toTensor().rows())
            .as(name)
            .isDeepEqualTo(expected.toTensor().rows());
        if (expected instanceof Spikes spikes) {
          assertThat(spikes.total()).as("spikes of %s", name).isGreaterThan(20);
        }
      }
    }
    assertThat(read.neurons()).containsExactly(cells);
  }

  @Test
  void denseLayers() {
    RunConfig config =
        resolve(
            experiment()
                .layer("dense", "size", 30, "init_scale", 6, "neuron", Part.of("lif", "tau_mem", 7))
                .layer(
                    "dense",
                    "size",
                    10,
                    "bias",
                    false,
                    "init_scale",
                    9,
                    "neuron",
                    Part.of("cuba-lif", "tau_syn", 3, "tau_mem", 5, "w_in", 2.5, "r", 1.5)));
    firesAsHere(config, Shape.flat(64), true, "layer0.neurons", "layer1.neurons");
  }

  @Test
  void aResetToAValue() {
    RunConfig config =
        resolve(
            experiment()
                .layer(
                    "dense",
                    "size",
                    10,
                    "init_scale",
                    14,
                    "neuron",
                    Part.of("lif", "reset", "zero", "v_reset", -0.25, "v_leak", 0.125))
                .layer("dense", "size", 4, "neuron", Part.of("li", "tau_mem", 9)));
    firesAsHere(config, Shape.flat(64), false, "layer0.neurons", "layer1.neurons");
  }

  @Test
  void convolutions() {
    RunConfig config =
        resolve(
            experiment()
                .layer(
                    "conv",
                    "channels",
                    4,
                    "padding",
                    1,
                    "init_scale",
                    4,
                    "neuron",
                    Part.of("if", "r", 0.3))
                .layer("sum-pool", "size", 2)
                .layer("dense", "size", 10, "init_scale", 8, "neuron", Part.of("lif")));
    firesAsHere(config, new Shape(1, 8, 8), true, "layer0.neurons", "layer2.neurons");
  }

  /** Feedback and input are added up in another order there; here no spike moves by it. */
  @Test
  void feedback() {
    RunConfig config =
        resolve(
            experiment()
                .layer(
                    "recurrent",
                    "size",
                    20,
                    "neuron",
                    Part.of("lif", "tau_mem", 4),
                    "init",
                    "constant",
                    "init_scale",
                    0.125,
                    "bias",
                    false));
    firesAsHere(config, Shape.flat(64), true, "layer0.neurons");
  }

  @Test
  void aSumOfTwoWays() {
    RunConfig config =
        resolve(
            experiment()
                .layer("dense", "size", 12, "init_scale", 6, "neuron", Part.of("lif"))
                .name("a")
                .layer("dense", "size", 12, "init_scale", 6, "neuron", Part.of("lif"))
                .name("b")
                .from("input")
                .merge("add", "a", "b")
                .layer("dense", "size", 5, "init_scale", 6, "neuron", Part.of("lif")));
    Network network = network(config, Shape.flat(64));

    Export export = Export.of(config.tree(), network, Shape.flat(64));

    assertThat(export.graph().into("layer3.weights")).containsExactly("a.neurons", "b.neurons");
    assertThat(export.graph().nodes().get("a.weights").type()).isEqualTo(Primitive.AFFINE);
  }

  @Test
  void saysWhatIsLost() {
    RunConfig config =
        resolve(
            experiment()
                .layer(
                    "dense",
                    "size",
                    10,
                    "neuron",
                    Part.of("lif", "t_refractory", 3, "decay_input", false)));
    Network network = network(config, Shape.flat(64));

    assertThat(Export.of(config.tree(), network, Shape.flat(64)).lost())
        .containsExactly(
            "layers[0].neuron.decay_input: the last bits of 'r', which has the factor in it",
            "layers[0].neuron.reset: 'subtract', which readers choose (here with --reset subtract)",
            "layers[0].neuron.strict: that a membrane exactly at its threshold fires",
            "layers[0].neuron.t_refractory: the refractory time",
            "layers[0].neuron.surrogate: what stands in for the derivative of a spike");
  }

  /** Times are those of the network whatever the step is, v_reset stays, and ports have shapes. */
  @Test
  void aFileSaysWhatTheNetworkIs() {
    for (double dt : new double[] {0.1, 1, 2.5}) {
      RunConfig config =
          resolve(
              experiment()
                  .layer(
                      "conv",
                      "channels",
                      4,
                      "padding",
                      1,
                      "neuron",
                      Part.of("lif", "tau_mem", 20, "reset", "zero", "v_reset", -0.25))
                  .layer(
                      "dense",
                      "size",
                      10,
                      "neuron",
                      Part.of("cuba-lif", "tau_syn", 3, "tau_mem", 5)));
      Shape shape = new Shape(1, 8, 8);
      ObjectNode tree = config.tree().deepCopy();
      tree.put("dt", dt);

      NirGraph graph = Export.of(tree, network(config, shape), shape).graph();

      NirNode lif = graph.nodes().get("layer0.neurons");
      NirNode cuba = graph.nodes().get("layer1.neurons");
      assertThat(lif.numbers("tau")).hasSize(256).containsOnly(0.02);
      assertThat(lif.numbers("v_reset")).hasSize(256).containsOnly(-0.25);
      assertThat(cuba.numbers("tau_syn")).hasSize(10).containsOnly(0.003);
      assertThat(cuba.numbers("tau_mem")).hasSize(10).containsOnly(0.005);
      assertThat(graph.nodes().get("input").numbers("shape")).containsExactly(1, 8, 8);
      assertThat(graph.nodes().get("output").numbers("shape")).containsExactly(10);
    }
  }

  /** Our files, and a broken one, before the eyes of an independent reader (h5py). */
  @ParameterizedTest
  @ValueSource(strings = {"dense", "conv", "recurrent", "cuba-lif"})
  void filesAreAsTheFormatSays(String kind) throws Exception {
    String python = System.getenv("SNN_PYTHON");
    assumeTrue(
        python != null && new ProcessBuilder(python, "-c", "import h5py").start().waitFor() == 0,
        "no Python with h5py is at hand");
    RunConfig config =
        resolve(
            kind.equals("cuba-lif")
                ? experiment().layer("dense", "size", 6, "neuron", Part.of("cuba-lif"))
                : kind.equals("conv")
                    ? experiment().layer("conv", "channels", 2, "neuron", Part.of("lif"))
                    : experiment().layer(kind, "size", 6, "neuron", Part.of("lif")));
    Shape shape = new Shape(1, 8, 8);
    NirGraph graph = Export.of(config.tree(), network(config, shape), shape).graph();
    Path good = dir.resolve("good.nir");
    NirWriter.write(good, "--out", new NirFile("good", NirWriter.VERSION, graph));
    Map<String, NirNode> nodes = new TreeMap<>(graph.nodes());
    Map<String, NirArray> parameters = new TreeMap<>(nodes.get("layer0.neurons").parameters());
    parameters.remove("v_leak");
    nodes.put(
        "layer0.neurons",
        NirNode.of("layer0.neurons", nodes.get("layer0.neurons").type(), parameters));
    Path broken = dir.resolve("broken.nir");
    NirWriter.write(
        broken, "--out", new NirFile("b", NirWriter.VERSION, new NirGraph(nodes, graph.edges())));

    assertThat(check(python, good)).isZero();
    assertThat(check(python, broken)).isEqualTo(1);
  }

  private static int check(String python, Path file) throws Exception {
    return new ProcessBuilder(python, "src/test/python/check.py", file.toString())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }

  @Test
  void nothingIsLostOfWhatNirSays() {
    RunConfig config =
        resolve(experiment().layer("dense", "size", 10, "neuron", Part.of("li", "tau_mem", 3)));

    assertThat(Export.of(config.tree(), network(config, Shape.flat(64)), Shape.flat(64)).lost())
        .isEmpty();
  }

  @Test
  void aNeuronWithoutAPrimitiveIsRefused() {
    RunConfig config = resolve(experiment().layer("dense", "size", 10, "neuron", Part.of("alif")));
    Network network = network(config, Shape.flat(64));

    assertThatThrownBy(() -> Export.of(config.tree(), network, Shape.flat(64)))
        .isInstanceOf(UserError.class)
        .hasMessage(
            "layers[0].neuron: a neuron of type 'alif' has no primitive in NIR and cannot be exported.");
  }

  @Test
  void aLayerWithoutAPrimitiveIsRefused() {
    RunConfig config = resolve(experiment().layer("srm-bernoulli", "size", 10));
    Network network = network(config, Shape.flat(64));

    assertThatThrownBy(() -> Export.of(config.tree(), network, Shape.flat(64)))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith("layers[0]: a layer of type 'srm-bernoulli' has no primitive");
  }
}
