package dev.snn.nir.run;

import static dev.snn.nir.Nets.graph;
import static dev.snn.nir.Nets.node;
import static org.assertj.core.api.Assertions.assertThat;

import dev.snn.api.neuron.Pass;
import dev.snn.api.parallel.Parallel;
import dev.snn.api.tensor.Spikes;
import dev.snn.api.tensor.Tensor;
import dev.snn.nir.Nets;
import dev.snn.nir.graph.NirArray;
import dev.snn.nir.graph.NirFile;
import dev.snn.nir.graph.NirNode;
import dev.snn.nir.graph.Primitive;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Products with IF neurons event by event, against the layers and neurons of experiments, which the
 * scheme {@code exponential} takes. All numbers are multiples of 1/16 and small, so that sums are
 * the same in any order.
 */
class FiringSumsTest {
  private static final int STEPS = 30;
  private static final int BATCH = 3;
  private static final Set<String> ALL = Set.of("product", "if");

  private final Random random = new Random(7);

  private float[] sixteenths(int n, int from, int to) {
    float[] values = new float[n];
    for (int k = 0; k < n; k++) {
      values[k] = (from + random.nextInt(to - from + 1)) / 16f;
    }
    return values;
  }

  private static NirArray whole(long... values) {
    return NirArray.of(new int[] {values.length}, values);
  }

  /** Some thresholds are below 0: such neurons fire without any input. */
  private NirNode neurons(int... shape) {
    int n = NirArray.size(shape);
    return node(
        "if",
        Primitive.IF,
        "r",
        NirArray.of(shape, sixteenths(n, 8, 24)),
        "v_threshold",
        NirArray.of(shape, sixteenths(n, -1, 40)));
  }

  private static NirNode port(String name, Primitive type, int... shape) {
    long[] lengths = java.util.Arrays.stream(shape).asLongStream().toArray();
    return node(name, type, "shape", whole(lengths));
  }

  private static NirFile chain(NirNode in, NirNode product, NirNode neurons, NirNode out) {
    return graph(List.of(in, product, neurons, out), "input product", "product if", "if output");
  }

  private Spikes input(int lines, double density) {
    Tensor rows = Tensor.zeros(STEPS, BATCH, lines);
    for (float[] row : rows.rows()) {
      for (int n = 0; n < lines; n++) {
        row[n] = random.nextDouble() < density ? 1 + random.nextInt(2) : 0;
      }
    }
    return Spikes.of(rows);
  }

  /** What the two make of the same input; and the events at any number of threads and records. */
  private static void compare(NirFile file, Spikes input, boolean subtract) {
    NirNetwork events = Nets.network(file, new Settings(1e-3, Scheme.EXACT, subtract, false));
    NirNetwork layers = Nets.network(file, new Settings(1e-3, Scheme.EXPONENTIAL, subtract, false));
    NirNetwork.Result expected = layers.run(input, layers.start(BATCH), ALL, Pass.hard());
    NirNetwork.Result found = events.run(input, events.start(BATCH), ALL, Pass.hard());

    Spikes spikes = (Spikes) found.outputs().get("if");
    assertThat(spikes.total()).isPositive();
    assertThat(spikes.isSame((Spikes) expected.outputs().get("if"))).isTrue();
    assertThat(found.outputs().get("product").toTensor().rows())
        .isDeepEqualTo(expected.outputs().get("product").toTensor().rows());
    assertThat(found.membranes().keySet()).containsExactly("if");
    assertThat(found.membranes().get("if").rows())
        .isDeepEqualTo(expected.membranes().get("if").rows());

    try (Parallel two = Parallel.pool(2)) {
      NirNetwork.Memory memory = events.start(BATCH);
      for (int from = 0; from < STEPS; from += 10) {
        NirNetwork.Result part =
            events.run(
                input.timeRange(from, from + 10),
                memory,
                Set.of("if"),
                Set.of(),
                Pass.hard().on(two));
        memory = part.memory();
        assertThat(part.membranes()).isEmpty();
        assertThat(((Spikes) part.outputs().get("if")).isSame(spikes.timeRange(from, from + 10)))
            .isTrue();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    // outputs, kernel, stride, padding, dilation of both axes, groups, bias, subtract
    "4, 3, 3, 1, 1, 1, 1, 1, 1, 1, false, false",
    "4, 3, 3, 1, 1, 1, 1, 1, 1, 1, false, true",
    "6, 5, 5, 2, 2, 1, 1, 1, 1, 1, false, false",
    "6, 5, 5, 2, 2, 2, 2, 1, 1, 2, true, true",
    "4, 3, 3, 1, 1, 2, 2, 2, 2, 1, true, false",
    "4, 3, 3, 3, 3, 0, 0, 2, 2, 4, false, true",
    "2, 2, 4, 1, 3, 0, 1, 2, 1, 1, false, true",
    "2, 3, 3, 4, 4, 0, 0, 2, 2, 2, false, false",
    "5, 1, 1, 1, 1, 0, 0, 1, 1, 1, false, true",
    "4, 9, 8, 1, 1, 0, 0, 1, 1, 2, false, true"
  })
  void convolutionsAreThoseOfLayers(
      int outputs,
      int height,
      int width,
      int strideY,
      int strideX,
      int padY,
      int padX,
      int dilationY,
      int dilationX,
      int groups,
      boolean biased,
      boolean subtract) {
    int channels = 4;
    int outY = (9 + 2 * padY - dilationY * (height - 1) - 1) / strideY + 1;
    int outX = (8 + 2 * padX - dilationX * (width - 1) - 1) / strideX + 1;
    int perGroup = channels / groups;
    NirNode conv =
        node(
            "product",
            Primitive.CONV2D,
            "weight",
            NirArray.of(
                new int[] {outputs, perGroup, height, width},
                sixteenths(outputs * perGroup * height * width, -8, 10)),
            "stride",
            whole(strideY, strideX),
            "padding",
            whole(padY, padX),
            "dilation",
            whole(dilationY, dilationX),
            "groups",
            NirArray.of(new int[0], (long) groups),
            "bias",
            NirArray.of(new int[] {outputs}, sixteenths(outputs, biased ? -2 : 0, biased ? 2 : 0)));
    NirFile file =
        chain(
            port("input", Primitive.INPUT, channels, 9, 8),
            conv,
            neurons(outputs, outY, outX),
            port("output", Primitive.OUTPUT, outputs, outY, outX));

    compare(file, input(channels * 9 * 8, 0.05), subtract);
  }

  @ParameterizedTest
  @CsvSource({"1, 1, false", "2, 1, true", "3, 2, false"})
  void convolutionsOfOneAxisAreSumsOverWindows(int stride, int dilation, boolean subtract) {
    int out = (11 + 2 - dilation * 2 - 1) / stride + 1;
    NirNode conv =
        node(
            "product",
            Primitive.CONV1D,
            "weight",
            NirArray.of(new int[] {5, 3, 3}, sixteenths(45, -8, 10)),
            "stride",
            whole(stride),
            "padding",
            whole(1),
            "dilation",
            whole(dilation),
            "groups",
            NirArray.of(new int[0], 1L),
            "bias",
            NirArray.of(new int[] {5}, new float[5]));
    NirFile file =
        chain(
            port("input", Primitive.INPUT, 3, 11),
            conv,
            neurons(5, out),
            port("output", Primitive.OUTPUT, 5, out));

    compare(file, input(33, 0.1), subtract);
  }

  @ParameterizedTest
  @CsvSource({"false, false", "false, true", "true, false", "true, true"})
  void productsAreThoseOfLayers(boolean biased, boolean subtract) {
    NirArray weight = NirArray.of(new int[] {13, 7}, sixteenths(91, -8, 10));
    NirNode product =
        biased
            ? node(
                "product",
                Primitive.AFFINE,
                "weight",
                weight,
                "bias",
                NirArray.of(new int[] {13}, sixteenths(13, -2, 2)))
            : node("product", Primitive.LINEAR, "weight", weight);
    NirFile file =
        chain(
            port("input", Primitive.INPUT, 7),
            product,
            neurons(13),
            port("output", Primitive.OUTPUT, 13));

    compare(file, input(7, 0.2), subtract);
  }

  @Test
  void poolsOfEventsAreThoseOfImages() {
    NirNode pool =
        node(
            "product",
            Primitive.SUM_POOL,
            "kernel_size",
            whole(2, 2),
            "stride",
            whole(2, 2),
            "padding",
            whole(0, 0));
    NirFile file =
        graph(
            List.of(
                port("input", Primitive.INPUT, 3, 7, 4),
                pool,
                port("output", Primitive.OUTPUT, 3, 3, 2)),
            "input product",
            "product output");
    NirNetwork network = Nets.network(file, Settings.usual());
    Spikes input = input(84, 0.2);

    NirNetwork.Result events =
        network.run(input, network.start(BATCH), Set.of("product"), Pass.hard());
    NirNetwork.Result images =
        network.run(input.toTensor(), network.start(BATCH), Set.of("product"), Pass.hard());

    Spikes sums = (Spikes) events.outputs().get("product");
    assertThat(images.outputs().get("product")).isInstanceOf(Tensor.class);
    assertThat(sums.toTensor().rows())
        .isDeepEqualTo(images.outputs().get("product").toTensor().rows());
    assertThat(sums.isBinary()).isFalse();
  }

  private static NirNode wide(int length, int kernel, int padding) {
    return node(
        "product",
        Primitive.CONV1D,
        "weight",
        NirArray.of(new int[] {1, 1, kernel}, new float[kernel]),
        "stride",
        whole(1),
        "padding",
        whole(padding),
        "dilation",
        whole(1),
        "groups",
        NirArray.of(new int[0], 1L),
        "bias",
        NirArray.of(new int[] {1}, new float[1]),
        "input_shape",
        whole(length));
  }

  /** What is made of a convolution grows as the image does, and as the kernel does. */
  @ParameterizedTest
  @CsvSource({"1000000, 3, 1", "100000, 100000, 0"})
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aLongConvolutionIsMade(int length, int kernel, int padding) {
    int out = length + 2 * padding - kernel + 1;
    NirNode neurons =
        node(
            "if",
            Primitive.IF,
            "r",
            NirArray.of(new int[] {1, out}, new float[out]),
            "v_threshold",
            NirArray.of(new int[] {1, out}, new float[out]));
    NirFile file =
        chain(
            port("input", Primitive.INPUT, 1, length),
            wide(length, kernel, padding),
            neurons,
            port("output", Primitive.OUTPUT, 1, out));

    assertThat(Nets.network(file, Settings.usual()).neurons()).containsExactly("if");
  }

  /** Of several Inputs too events go event by event, with what the layers make of them. */
  @Test
  void severalInputsStayEvents() {
    NirFile file =
        graph(
            List.of(
                port("a", Primitive.INPUT, 5),
                port("b", Primitive.INPUT, 3),
                Nets.linear("product", 4, 5, sixteenths(20, -8, 10)),
                Nets.linear("other", 4, 3, sixteenths(12, -8, 10)),
                neurons(4),
                node(
                    "second",
                    Primitive.IF,
                    "r",
                    new double[] {1, 1, 1, 1},
                    "v_threshold",
                    new double[] {1, 1, 1, 1}),
                port("output", Primitive.OUTPUT, 4)),
            "a product",
            "product if",
            "b other",
            "other second",
            "if output",
            "second output");
    Spikes input = input(8, 0.2);

    compare(file, input, true);

    NirNetwork network = Nets.network(file, Settings.usual());
    Set<String> ports = Set.of("a", "b");
    NirNetwork.Result events = network.run(input, network.start(BATCH), ports, Pass.hard());
    NirNetwork.Result images =
        network.run(input.toTensor(), network.start(BATCH), ports, Pass.hard());
    for (String port : ports) {
      assertThat(events.outputs().get(port)).isInstanceOf(Spikes.class);
      assertThat(events.outputs().get(port).toTensor().rows())
          .isDeepEqualTo(images.outputs().get(port).toTensor().rows());
    }
  }
}
