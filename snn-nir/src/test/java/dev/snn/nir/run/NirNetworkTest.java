package dev.snn.nir.run;

import static dev.snn.nir.Nets.first;
import static dev.snn.nir.Nets.graph;
import static dev.snn.nir.Nets.line;
import static dev.snn.nir.Nets.linear;
import static dev.snn.nir.Nets.node;
import static dev.snn.nir.Nets.port;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.snn.api.neuron.Pass;
import dev.snn.api.plugin.UserError;
import dev.snn.api.tensor.Signal;
import dev.snn.api.tensor.Tensor;
import dev.snn.nir.Nets;
import dev.snn.nir.file.NirReader;
import dev.snn.nir.graph.NirArray;
import dev.snn.nir.graph.NirFile;
import dev.snn.nir.graph.NirNode;
import dev.snn.nir.graph.Primitive;
import dev.snn.nir.trace.Trace;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NirNetworkTest {
  private static final Settings USUAL = new Settings(1e-3, Scheme.EXACT, false, false);

  private static double[] all(double... values) {
    return values;
  }

  private static NirNode fires(String name, int n, double threshold) {
    double[] r = new double[n];
    double[] theta = new double[n];
    java.util.Arrays.fill(r, 1);
    java.util.Arrays.fill(theta, threshold);
    return node(name, Primitive.IF, "r", r, "v_threshold", theta);
  }

  private static NirFile chain(NirNode... inner) {
    int n = inner[0].parameters().values().iterator().next().size();
    List<NirNode> nodes = new java.util.ArrayList<>(List.of(inner));
    nodes.add(0, port("input", Primitive.INPUT, n));
    nodes.add(port("output", Primitive.OUTPUT, n));
    String[] edges = new String[nodes.size() - 1];
    for (int k = 0; k < edges.length; k++) {
      edges[k] = nodes.get(k).name() + " " + nodes.get(k + 1).name();
    }
    return graph(nodes, edges);
  }

  @Test
  void anImportedIfFires() {
    Trace trace = Nets.run(chain(fires("if", 1, 1)), USUAL, line(0.6, 0.6, 0, 2.5, 0));

    assertThat(first(trace, "if.spikes")).containsExactly(0, 1, 0, 1, 0);
    assertThat(first(trace, "if.v"))
        .usingComparatorWithPrecision(1e-6)
        .containsExactly(.6, 0, 0, 0, 0);
  }

  @Test
  void aResetBySubtractionKeepsTheRest() {
    Settings soft = new Settings(1e-3, Scheme.EXACT, true, false);
    Trace trace = Nets.run(chain(fires("if", 1, 1)), soft, line(0.6, 0.6, 0, 2.5, 0));

    assertThat(first(trace, "if.spikes")).containsExactly(0, 1, 0, 1, 1);
    assertThat(first(trace, "if.v"))
        .usingComparatorWithPrecision(1e-6)
        .containsExactly(.6, .2, .2, 1.7, .7);
  }

  @Test
  void aMembraneAtItsThresholdDoesNotFire() {
    Trace trace = Nets.run(chain(fires("if", 1, 1)), USUAL, line(1, 0.5));

    assertThat(first(trace, "if.spikes")).containsExactly(0, 1);
  }

  @Test
  void aRatePerSecondIsMultipliedByTheStep() {
    Settings perSecond = new Settings(0.5, Scheme.EXACT, false, true);
    Trace trace = Nets.run(chain(fires("if", 1, 1)), perSecond, line(1, 0.5));

    assertThat(first(trace, "if.v")).containsExactly(0.5, 0.75);
  }

  @Test
  void theVresetOfTheFileHolds() {
    NirNode node =
        node("if", Primitive.IF, "r", all(1), "v_threshold", all(1), "v_reset", all(-0.5));
    Trace trace = Nets.run(chain(node), USUAL, line(2, 1));

    assertThat(first(trace, "if.v")).containsExactly(-0.5, 0.5);
  }

  @ParameterizedTest
  @EnumSource(Scheme.class)
  void neuronsMayDiffer(Scheme scheme) {
    NirNode node =
        node(
            "lif",
            Primitive.LIF,
            "tau",
            all(2e-3, 20e-3),
            "r",
            all(1, 3),
            "v_leak",
            all(0, 0),
            "v_threshold",
            all(0.3, 0.2));
    Settings settings = USUAL.with(scheme);
    Trace trace = Nets.run(chain(node), settings, new double[][] {{1, 1}, {0, 0}, {1, 1}, {1, 1}});

    double d0 = scheme == Scheme.EULER ? 0.5 : Math.exp(-0.5);
    double d1 = scheme == Scheme.EULER ? 0.95 : Math.exp(-0.05);
    double[][] spikes = trace.series().get("lif.spikes");
    assertThat(spikes[0]).containsExactly(1, 0);
    assertThat(trace.series().get("lif.v")[1][1]).isCloseTo(3 * (1 - d1) * d1, within(1e-6));
    assertThat(spikes[2]).containsExactly(1, 1);
    if (scheme != Scheme.EXACT) {
      assertThat(trace.series().get("lif.v")[2][0]).isZero();
      assertThat(1 - d0).isGreaterThan(0.3);
    }
  }

  @Test
  void whatNeuronsOfTheEngineCannotDoIsSaid() {
    NirNode node =
        node(
            "lif",
            Primitive.LIF,
            "tau",
            all(2e-3, 2e-3),
            "r",
            all(1, 1),
            "v_leak",
            all(0, 0.1),
            "v_threshold",
            all(1, 1));

    assertThatThrownBy(() -> Nets.network(chain(node), USUAL.with(Scheme.EULER)))
        .isInstanceOf(UserError.class)
        .hasMessage(
            "test: node 'lif', parameter 'v_leak': differs from neuron to neuron, which the scheme 'euler' cannot do here; take --discretization exact.");
    assertThat(Nets.run(chain(node), USUAL, new double[2][2]).series().get("lif.v")[1])
        .usingComparatorWithPrecision(1e-6)
        .containsExactly(0, 0.1);
  }

  @Test
  void aStepThatEulerCannotFollowIsRefused() {
    NirNode node = node("li", Primitive.LI, "tau", all(5e-4), "r", all(1), "v_leak", all(0));

    assertThatThrownBy(() -> Nets.network(chain(node), USUAL.with(Scheme.EULER)))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("node 'li', parameter 'tau'")
        .hasMessageContaining("shorter than the step");
  }

  @ParameterizedTest
  @EnumSource(Scheme.class)
  void integratorsPassTheirMembraneOn(Scheme scheme) {
    NirNode li = node("li", Primitive.LI, "tau", all(2e-3), "r", all(2), "v_leak", all(0.5));
    NirNode sum = node("i", Primitive.I, "r", all(3));
    Trace trace = Nets.run(chain(li, sum), USUAL.with(scheme), line(1, 0, 0));

    double d = scheme == Scheme.EULER ? 0.5 : Math.exp(-0.5);
    double v0 = 2.5 - 2 * d;
    double v1 = 0.5 + (v0 - 0.5) * d;
    assertThat(first(trace, "li.v")[0]).isCloseTo(v0, within(1e-6));
    assertThat(first(trace, "li.v")[1]).isCloseTo(v1, within(1e-6));
    assertThat(first(trace, "i.v")[1]).isCloseTo(3 * (v0 + v1), within(1e-5));
  }

  /** CubaLI has no spikes; the engine's li has no w_in, which is a factor before it. */
  @Test
  void aSynapticIntegratorScalesItsInput() {
    NirNode node =
        node(
            "cuba",
            Primitive.CUBA_LI,
            "tau_syn",
            all(2e-3),
            "tau_mem",
            all(4e-3),
            "r",
            all(1),
            "v_leak",
            all(0),
            "w_in",
            all(8));
    Trace euler = Nets.run(chain(node), USUAL.with(Scheme.EULER), line(1, 0));

    // i = 0.5 * 8, then half of it; v = i / 4, then 3/4 v + i / 4.
    assertThat(first(euler, "cuba.v")).usingComparatorWithPrecision(1e-6).containsExactly(1, 1.25);
    Trace exact = Nets.run(chain(node), USUAL, line(1, 0));
    assertThat(first(exact, "cuba.v")[0])
        .isCloseTo(8 * Math.pow(1 - Math.exp(-0.25), 2), within(1e-6));
  }

  /** snnTorch's Synaptic, as it exports it: w_in = tau_syn / dt and r = tau_mem / dt. */
  @Test
  void aCubaLifOfSnnTorchIsItsRecursion() {
    NirNode node =
        node(
            "cuba",
            Primitive.CUBA_LIF,
            "tau_syn",
            all(2e-3),
            "tau_mem",
            all(4e-3),
            "r",
            all(4),
            "v_leak",
            all(0),
            "v_threshold",
            all(1),
            "w_in",
            all(2));
    Settings soft = new Settings(1e-3, Scheme.EULER, true, false);
    Trace trace = Nets.run(chain(node), soft, line(0.7, 0, 0.4, 0));

    double[] syn = {0.7, 0.35, 0.575, 0.2875};
    double mem = 0;
    for (int t = 0; t < 4; t++) {
      mem = 0.75 * mem + syn[t];
      double spike = mem > 1 ? 1 : 0;
      mem -= spike;
      assertThat(first(trace, "cuba.spikes")[t]).isEqualTo(spike);
      assertThat(first(trace, "cuba.v")[t]).isCloseTo(mem, within(1e-6));
    }
  }

  @Test
  void edgesIntoANodeAreAddedUp() {
    NirFile file =
        graph(
            List.of(
                port("input", Primitive.INPUT, 2),
                linear("a", 1, 2, 1, 2),
                linear("b", 1, 2, 10, 20),
                port("output", Primitive.OUTPUT, 1)),
            "input a",
            "input b",
            "a output",
            "b output");

    Trace trace = Nets.run(file, USUAL, new double[][] {{1, 0}, {0, 1}, {1, 1}});

    assertThat(first(trace, "output.out")).containsExactly(11, 22, 33);
  }

  /** The feedback of a spike comes one step later. */
  @Test
  void aCycleTakesAStep() {
    NirFile file =
        graph(
            List.of(
                port("input", Primitive.INPUT, 1),
                fires("if", 1, 1),
                linear("back", 1, 1, 1.5f),
                port("output", Primitive.OUTPUT, 1)),
            "input if",
            "back if",
            "if back",
            "if output");

    Trace trace = Nets.run(file, USUAL, line(0, 2, 0, 0, -2, 0));

    assertThat(first(trace, "if.spikes")).containsExactly(0, 1, 1, 1, 0, 0);
  }

  /** A stretch of time at once is the same as in parts, also where a cycle passes a delay. */
  @ParameterizedTest
  @EnumSource(Scheme.class)
  void stretchesOfTimeFitTogether(Scheme scheme) {
    Random random = new Random(3);
    float[] weight = new float[16];
    for (int k = 0; k < weight.length; k++) {
      weight[k] = (float) random.nextGaussian();
    }
    double[] four = {1, 1, 1, 1};
    NirFile file =
        graph(
            List.of(
                port("input", Primitive.INPUT, 4),
                node(
                    "cuba",
                    Primitive.CUBA_LIF,
                    "tau_syn",
                    all(2e-3, 3e-3, 4e-3, 5e-3),
                    "tau_mem",
                    all(4e-3, 4e-3, 8e-3, 9e-3),
                    "r",
                    four,
                    "v_leak",
                    all(0),
                    "v_threshold",
                    all(0.1, 0.2, 0.1, 0.1),
                    "w_in",
                    four),
                linear("back", 4, 4, weight),
                node("late", Primitive.DELAY, "delay", all(0, 1e-3, 2e-3, 5e-3)),
                port("output", Primitive.OUTPUT, 4)),
            "input cuba",
            "cuba back",
            "back late",
            "late cuba",
            "cuba output");
    float[][] rows = new float[60][4];
    for (float[] row : rows) {
      for (int n = 0; n < 4; n++) {
        row[n] = random.nextInt(3);
      }
    }
    Tensor input = new Tensor(30, 2, 4, rows);
    NirNetwork network = Nets.network(file, USUAL.with(scheme));
    Set<String> record = Set.of("cuba", "late");

    NirNetwork.Result once = network.run(input, network.start(2), record, Pass.hard());
    NirNetwork.Memory memory = network.start(2);
    int at = 0;
    double spikes = 0;
    for (int length : new int[] {1, 7, 2, 20}) {
      Signal part = input.timeRange(at, at + length);
      NirNetwork.Result result = network.run(part, memory, record, Pass.hard());
      for (String node : record) {
        assertThat(result.outputs().get(node).toTensor().rows())
            .isDeepEqualTo(once.outputs().get(node).timeRange(at, at + length).toTensor().rows());
      }
      for (float[] row : result.outputs().get("cuba").toTensor().rows()) {
        for (float x : row) {
          spikes += x;
        }
      }
      memory = result.memory();
      at += length;
    }
    assertThat(spikes).isGreaterThan(20);
  }

  @Test
  void delaysAreOfEachLine() {
    NirNode node = node("late", Primitive.DELAY, "delay", all(0, 2e-3));
    Trace trace = Nets.run(chain(node), USUAL, new double[][] {{1, 1}, {2, 2}, {3, 3}, {4, 4}});

    assertThat(trace.series().get("late.out"))
        .isDeepEqualTo(new double[][] {{1, 0}, {2, 0}, {3, 1}, {4, 2}});
  }

  @Test
  void functionsOfALine() {
    NirNode scale = node("scale", Primitive.SCALE, "scale", all(2, -1));
    NirNode threshold = node("over", Primitive.THRESHOLD, "threshold", all(1, 1));
    Trace trace = Nets.run(chain(scale, threshold), USUAL, new double[][] {{0.5, 3}, {1, -3}});

    assertThat(trace.series().get("over.out")).isDeepEqualTo(new double[][] {{0, 0}, {1, 1}});
  }

  @Test
  void aGraphInAGraphRuns() {
    NirFile file = NirReader.read(Nets.file("nested"));
    Trace trace = Nets.run(file, USUAL, new double[][] {{30, 0}, {0, 30}});

    assertThat(trace.series().get("block.lif.spikes"))
        .isDeepEqualTo(new double[][] {{1, 0}, {0, 1}});
    assertThat(trace.series().get("output.out")).isDeepEqualTo(new double[][] {{1, 0}, {0, 1}});
  }

  @Test
  void aConvolutionOfOneAxis() {
    NirFile file = NirReader.read(Nets.file("conv1d"));
    double[][] input = {{1, 2, 3, 4, 5, 10, 20, 30, 40, 50}};
    Trace trace = Nets.run(file, USUAL, input);

    assertThat(trace.series().get("line.out")).isDeepEqualTo(new double[][] {{33, 99, 99}});
  }

  /** The plain sums over windows are those of the engine's convolution. */
  @Test
  void windowsThatAreSquareAreThoseOfTheEngine() {
    Random random = new Random(5);
    float[] weight = new float[4 * 3 * 9];
    for (int k = 0; k < weight.length; k++) {
      weight[k] = (float) random.nextGaussian();
    }
    double[][] input = new double[3][6 * 49];
    for (double[] row : input) {
      for (int n = 0; n < row.length; n++) {
        row[n] = random.nextInt(4) == 0 ? 1 : 0;
      }
    }
    double[][] square = conv(weight, NirArray.of(new int[] {2}, 2L, 2L), input);
    double[][] plain = conv(weight, NirArray.of(new int[] {2}, 2L, 1L), input);

    // Every second column of the plain one is a column of the square one.
    for (int t = 0; t < 3; t++) {
      for (int o = 0; o < 4; o++) {
        for (int y = 0; y < 4; y++) {
          for (int x = 0; x < 4; x++) {
            assertThat(plain[t][(o * 4 + y) * 7 + 2 * x])
                .isCloseTo(square[t][(o * 4 + y) * 4 + x], within(1e-5));
          }
        }
      }
    }
  }

  private static double[][] conv(float[] weight, NirArray stride, double[][] input) {
    int width = stride.wholes()[1] == 2 ? 4 : 7;
    NirArray ones = NirArray.of(new int[] {2}, 1L, 1L);
    NirFile file =
        graph(
            List.of(
                node("input", Primitive.INPUT, "shape", NirArray.of(new int[] {3}, 6L, 7L, 7L)),
                node(
                    "conv",
                    Primitive.CONV2D,
                    "weight",
                    NirArray.of(new int[] {4, 3, 3, 3}, weight),
                    "stride",
                    stride,
                    "padding",
                    ones,
                    "dilation",
                    ones,
                    "groups",
                    NirArray.of(new int[0], 2L),
                    "bias",
                    NirArray.of(new int[] {4}, 0.5f, -1f, 0f, 2f)),
                node(
                    "output",
                    Primitive.OUTPUT,
                    "shape",
                    NirArray.of(new int[] {3}, 4L, 4L, (long) width))),
            "input conv",
            "conv output");
    return Nets.run(file, USUAL, input).series().get("conv.out");
  }

  @Test
  void everyPrimitiveRuns() {
    NirFile file = NirReader.read(Nets.file("every"));
    double[][] input = new double[40][36];
    for (double[] row : input) {
      java.util.Arrays.fill(row, 1);
    }

    Trace trace = Nets.run(file, USUAL, input);

    assertThat(trace.series()).containsKeys("conv.out", "IF.spikes", "CubaLIF.v", "delay.out");
    assertThat(trace.series().get("IF.spikes")[0]).contains(1);
    assertThat(trace.series().get("pool.out")[0]).contains(4);
    // 9 pixels of 4, and 4 of them at a corner, over 9.
    assertThat(trace.series().get("mean.out")[0][4]).isCloseTo(4, within(1e-6));
    assertThat(trace.series().get("mean.out")[0][0]).isCloseTo(16 / 9.0, within(1e-6));
  }
}
