package dev.snn.bench.speed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.api.layer.Layer;
import dev.snn.api.layer.Parameter;
import dev.snn.api.learning.Network;
import dev.snn.api.learning.Node;
import dev.snn.api.parallel.Parallel;
import dev.snn.api.plugin.UserError;
import dev.snn.api.tensor.Shape;
import dev.snn.engine.tree.Trees;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class WorkloadsTest {
  private static List<Workload> read(String name) {
    return Workloads.read(name, Tiny.RESOLVER);
  }

  private static Workload one(String name) {
    assertThat(read(name)).hasSize(1);
    return read(name).get(0);
  }

  private static String shapes(Network network) {
    StringBuilder text = new StringBuilder();
    for (Parameter p : network.parameters()) {
      text.append(p.name() + " " + p.value().length + "x" + p.value()[0].length + "\n");
    }
    return text.toString();
  }

  @Test
  void allOfThemResolveAndTakeEnoughSteps() {
    assertThat(Workloads.names())
        .containsExactly(
            "lif-mnist",
            "conv-mnist",
            "sew-7b",
            "recurrent",
            "vdib-image",
            "vdib-events",
            "density",
            "scaling",
            "conv-scaling",
            "width",
            "sparse",
            "latency",
            "reservoir",
            "stdp",
            "stream");
    for (String name : Workloads.networks()) {
      assertThat(Workloads.title(name)).isNotBlank();
      for (Workload workload : read(name)) {
        assertThat(workload.steps()).as(name).isGreaterThanOrEqualTo(15);
        assertThat(workload.warmup()).as(name).isGreaterThanOrEqualTo(5);
      }
    }
  }

  @Test
  void lifMnist() {
    Workload workload = one("lif-mnist");
    assertThat(workload.input()).isEqualTo(new Input(784, 25, 0.13, 10, 0));
    assertThat(workload.batch()).isEqualTo(128);
    assertThat(workload.phases()).containsExactly(Phase.TRAIN, Phase.INFER);
    assertThat(workload.wantsLimits()).isFalse();
    Network network = workload.network(Tiny.RESOLVER);
    assertThat(shapes(network))
        .isEqualTo(
            """
            layers[0].weight 784x1000
            layers[0].bias 1x1000
            layers[1].weight 1000x10
            layers[1].bias 1x10
            """);
    float bound = (float) (1 / Math.sqrt(784));
    double squares = 0;
    for (float[] row : network.parameters().get(0).value()) {
      for (float w : row) {
        assertThat(w).isBetween(-bound, bound);
        squares += w * w;
      }
    }
    // The variance of U(-b, b) is b^2 / 3.
    assertThat(squares / 784_000 * 3 * 784).isCloseTo(1, Offset.offset(0.01));
    assertThat(workload.tree().at("/layers/0/neuron/alpha").asDouble()).isEqualTo(0.95);
    assertThat(workload.tree().at("/layers/1/neuron/r").asDouble()).isEqualTo(20);
    assertThat(workload.tree().at("/layers/1/neuron/surrogate/slope").asDouble()).isEqualTo(25);
    assertThat(workload.tree().at("/training/optimizer/lr").asDouble()).isEqualTo(0.0005);
  }

  @Test
  void convMnist() {
    Workload workload = one("conv-mnist");
    assertThat(workload.input()).isEqualTo(new Input(new Shape(1, 28, 28), 25, 0.13, 10, 0));
    assertThat(workload.batch()).isEqualTo(128);
    assertThat(workload.hasPeer()).isTrue();
    Network network = workload.network(Tiny.RESOLVER);
    assertThat(shapes(network))
        .isEqualTo(
            """
            layers[0].weight 12x25
            layers[0].bias 1x12
            layers[3].weight 64x300
            layers[3].bias 1x64
            layers[7].weight 1024x10
            layers[7].bias 1x10
            """);
    for (String neurons : List.of("/layers/2/neuron", "/layers/5/neuron", "/layers/7/neuron")) {
      assertThat(workload.tree().at(neurons))
          .isEqualTo(one("lif-mnist").tree().at("/layers/0/neuron"));
    }
  }

  @Test
  void sew7b() {
    Workload workload = one("sew-7b");
    assertThat(workload.input()).isEqualTo(new Input(new Shape(2, 32, 32), 16, 0.1, 11, 0));
    assertThat(workload.batch()).isEqualTo(16);
    assertThat(workload.hasPeer()).isTrue();
    Network network = workload.network(Tiny.RESOLVER);
    List<Shape> maps =
        network.layers().stream().map(Layer::outputShape).filter(s -> s.channels() == 32).toList();
    assertThat(maps.stream().map(Shape::height).distinct()).containsExactly(32, 16, 8, 4, 2, 1);
    assertThat(network.nodes()).filteredOn(Node.OfMerge.class::isInstance).hasSize(7);
    assertThat(network.parameters())
        .filteredOn(p -> p.name().endsWith(".weight") && p.value()[0].length == 32 * 9)
        .hasSize(14);
    assertThat(network.parameters())
        .filteredOn(p -> p.name().endsWith("neuron.w"))
        .hasSize(15)
        .allMatch(p -> p.value()[0][0] == 0);
    JsonNode readout = workload.tree().path("layers").path(network.nodes().size() - 1);
    assertThat(readout.at("/neuron/r").asDouble()).isEqualTo(1.0 / workload.input().steps());
  }

  /** Running statistics as they were made, 0 and 1, would leave the deep layers silent. */
  @Test
  void settlingMovesRunningStatisticsOnly() {
    Workload workload = settling(3);
    Map<String, float[][]> before = values(settling(0));
    values(workload)
        .forEach(
            (name, value) -> {
              if (name.contains("running_")) {
                assertThat(value[0]).as(name).isNotEqualTo(before.get(name)[0]);
              } else {
                assertThat(value).as(name).isDeepEqualTo(before.get(name));
              }
            });
    assertThat(values(workload).get("layers[1].running_mean"))
        .isDeepEqualTo(values(settling(3)).get("layers[1].running_mean"));
  }

  private static Workload settling(int passes) {
    ObjectNode tree =
        (ObjectNode)
            Trees.parse(
                """
                input: {shape: [1, 6, 6], steps: 3, density: 0.4, classes: 2}
                layers:
                  - {type: conv, channels: 3}
                  - {type: batch-norm, neuron: {type: plif}}
                  - {type: dense, size: 2, neuron: {type: lif}}
                decoder: {type: membrane}
                loss: {type: cross-entropy}
                training: {procedure: gradient, batch: 4}
                """,
                "settling");
    tree.put("settle", passes);
    return Workloads.resolve("settling", "", tree, Tiny.RESOLVER);
  }

  private static Map<String, float[][]> values(Workload workload) {
    Map<String, float[][]> values = new LinkedHashMap<>();
    workload.network(Tiny.RESOLVER).parameters().forEach(p -> values.put(p.name(), p.value()));
    return values;
  }

  @Test
  void recurrent() {
    Workload workload = one("recurrent");
    assertThat(workload.input()).isEqualTo(new Input(700, 100, 0.03, 20, 0));
    assertThat(workload.batch()).isEqualTo(64);
    assertThat(workload.hasPeer()).isTrue();
    assertThat(shapes(workload.network(Tiny.RESOLVER)))
        .isEqualTo(
            """
            layers[0].weight 700x256
            layers[0].recurrent 256x256
            layers[0].bias 1x256
            layers[1].weight 256x20
            layers[1].bias 1x20
            """);
  }

  @Test
  void vdibImage() {
    Workload workload = one("vdib-image");
    assertThat(workload.input()).isEqualTo(new Input(784, 30, 0.13, 0, 784));
    assertThat(workload.batch()).isEqualTo(64);
    assertThat(workload.wantsLimits()).isTrue();
    requireProducts(workload);
  }

  @Test
  void vdibEvents() {
    Workload workload = one("vdib-events");
    assertThat(workload.input()).isEqualTo(new Input(2312, 80, 0.021, 0, 784));
    requireProducts(workload);
  }

  /** The products that are counted have the shapes of the decoder's weights. */
  private static void requireProducts(Workload workload) {
    List<String> weights =
        workload.network(Tiny.RESOLVER).decoder().parameters().stream()
            .filter(p -> p.name().endsWith("weight"))
            .map(WorkloadsTest::inputsAndOutputs)
            .toList();
    assertThat(workload.decoderProducts())
        .extracting(p -> p.inputs() + " " + p.outputs())
        .isEqualTo(weights);
  }

  /** The weights of a convolution have a row per output, those of a dense map a row per input. */
  private static String inputsAndOutputs(Parameter p) {
    int rows = p.value().length;
    int columns = p.value()[0].length;
    return p.name().startsWith("conv") ? columns + " " + rows : rows + " " + columns;
  }

  @Test
  void operationsOfADecoder() {
    DecoderProduct dense = new DecoderProduct(2, 3, 5, false);
    DecoderProduct sparse = new DecoderProduct(2, 3, 5, true);
    assertThat(dense.operations(Phase.INFER, 0.25)).isEqualTo(60);
    assertThat(dense.operations(Phase.TRAIN, 0.25)).isEqualTo(180);
    assertThat(sparse.operations(Phase.INFER, 0.25)).isEqualTo(15);
    assertThat(sparse.operations(Phase.TRAIN, 0.25)).isEqualTo(90);
  }

  @Test
  void densities() {
    assertThat(read("density"))
        .extracting(w -> w.input().density())
        .containsExactly(0.01, 0.03, 0.1, 0.13, 0.25, 0.5, 1.0);
    assertThat(read("density"))
        .allMatch(Workload::hasPeer)
        .allMatch(w -> w.name().equals("density"));
  }

  @Test
  void widthIsTheNeuronsOfTheFirstLayer() {
    List<Workload> all = read("width");
    assertThat(all).extracting(Workload::neurons).containsExactly(250, 500, 1000, 2000, 4000);
    for (Workload workload : all) {
      assertThat(workload.perNeuron()).isTrue();
      assertThat(workload.input()).isEqualTo(one("lif-mnist").input());
      assertThat(shapes(workload.network(Tiny.RESOLVER)))
          .startsWith("layers[0].weight 784x" + workload.neurons() + "\n");
    }
    Workload third = all.get(2);
    assertThat(third.tree().get("layers")).isEqualTo(one("lif-mnist").tree().get("layers"));
  }

  /** Variants of which each doubles steps, batch, width or density of the first. */
  private static List<Workload> doubled(String name, String path, int width) {
    List<Workload> all = read(name);
    assertThat(all)
        .extracting(
            w ->
                List.of(
                    w.input().steps(), w.batch(), w.tree().at(path).asInt(), w.input().density()))
        .containsExactly(
            List.of(25, 128, width, 0.13),
            List.of(50, 128, width, 0.13),
            List.of(25, 256, width, 0.13),
            List.of(25, 128, 2 * width, 0.13),
            List.of(25, 128, width, 0.26));
    assertThat(all).allMatch(Workload::grows).noneMatch(Workload::hasPeer);
    return all;
  }

  @Test
  void scalingDoublesOneSizeAtATime() {
    List<Workload> all = doubled("scaling", "/layers/0/size", 1000);
    assertThat(all.get(3).tree().at("/layers/0/neuron"))
        .isEqualTo(all.get(0).tree().at("/layers/0/neuron"));
  }

  @Test
  void convScalingDoublesOneSizeAtATime() {
    List<Workload> all = doubled("conv-scaling", "/layers/0/channels", 12);
    for (int k = 1; k < 8; k++) {
      assertThat(all.get(3).tree().at("/layers/" + k))
          .isEqualTo(one("conv-mnist").tree().at("/layers/" + k));
    }
  }

  @Test
  void latencyIsInferenceOfOneExample() {
    Workload workload = one("latency");
    assertThat(workload.batch()).isEqualTo(1);
    assertThat(workload.phases()).containsExactly(Phase.INFER);
    assertThat(workload.hasPeer()).isFalse();
  }

  @Test
  void anUnknownNameIsTheUsersError() {
    assertThatThrownBy(() -> read("densty"))
        .isInstanceOf(UserError.class)
        .hasMessage(
            "no workload named 'densty'. Did you mean 'density'? Available: [lif-mnist, conv-mnist,"
                + " sew-7b, recurrent, vdib-image, vdib-events, density, scaling, conv-scaling,"
                + " width, sparse, latency, reservoir, stdp, stream].");
  }

  @Test
  void trainingIsTheSameAtOneAndAtTwoThreads() {
    Workload workload = Tiny.workload();
    Subject one = subject(workload, Phase.TRAIN, Parallel.SEQUENTIAL);
    try (Parallel two = Parallel.pool(2)) {
      Subject other = subject(workload, Phase.TRAIN, two);
      one.run(5, SpeedListener.SILENT);
      other.run(5, SpeedListener.SILENT);
      assertThat(one.firstLoss()).isEqualTo(other.firstLoss());
      assertThat(one.spikesPerStep()).isEqualTo(other.spikesPerStep());
      assertThat(one.rate(0)).isEqualTo(other.rate(0)).isPositive();
    }
  }

  @Test
  void theFirstLossOfInferenceIsThatOfTraining() {
    Workload workload = Tiny.workload();
    Subject train = subject(workload, Phase.TRAIN, Parallel.SEQUENTIAL);
    Subject infer = subject(workload, Phase.INFER, Parallel.SEQUENTIAL);
    train.run(3, SpeedListener.SILENT);
    infer.run(3, SpeedListener.SILENT);
    assertThat(infer.firstLoss()).isEqualTo(train.firstLoss()).isPositive();
  }

  @Test
  void partsOfAStepAddUpToIt() {
    Subject subject = subject(Tiny.workload(), Phase.TRAIN, Parallel.SEQUENTIAL);
    List<Double> millis = subject.run(4, SpeedListener.SILENT);
    Map<String, Double> parts = subject.parts();
    assertThat(parts.keySet())
        .containsExactly(
            "layers_forward",
            "decoder_forward",
            "loss",
            "decoder_backward",
            "layers_backward",
            "optimizer");
    double mean = millis.stream().mapToDouble(x -> x).sum() / 4;
    assertThat(parts.values().stream().mapToDouble(x -> x).sum())
        .isCloseTo(mean, Offset.offset(1e-9));
  }

  private static Subject subject(Workload workload, Phase phase, Parallel parallel) {
    return new Subject(workload, phase, workload.batches(), Tiny.RESOLVER, parallel);
  }
}
