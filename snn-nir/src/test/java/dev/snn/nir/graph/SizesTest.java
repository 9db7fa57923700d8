package dev.snn.nir.graph;

import static dev.snn.nir.Nets.graph;
import static dev.snn.nir.Nets.linear;
import static dev.snn.nir.Nets.node;
import static dev.snn.nir.Nets.port;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.snn.api.plugin.UserError;
import dev.snn.nir.Nets;
import dev.snn.nir.run.Scheme;
import dev.snn.nir.run.Settings;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A small file can speak of large things; nothing of their size is made. */
class SizesTest {
  private static NirArray wholes(long... values) {
    return NirArray.of(new int[] {values.length}, values);
  }

  private static NirNode input(long... shape) {
    return node("input", Primitive.INPUT, "shape", wholes(shape));
  }

  private static NirFile one(NirNode input, NirNode inner) {
    return graph(
        List.of(input, inner, port("output", Primitive.OUTPUT, 1)),
        "input " + inner.name(),
        inner.name() + " output");
  }

  private static NirNode conv(NirArray padding, long dilation, long groups) {
    return node(
        "conv",
        Primitive.CONV2D,
        "weight",
        NirArray.of(new int[] {4, 2, 3, 3}, new float[72]),
        "stride",
        wholes(1),
        "padding",
        padding,
        "dilation",
        wholes(dilation),
        "groups",
        wholes(groups));
  }

  private static NirNode pool(long kernel, long stride, long padding) {
    return node(
        "pool",
        Primitive.AVG_POOL,
        "kernel_size",
        wholes(kernel),
        "stride",
        wholes(stride),
        "padding",
        wholes(padding));
  }

  private static void refused(NirFile file, String sentence) {
    assertThatThrownBy(() -> Shapes.of("test", file.graph()))
        .isInstanceOf(UserError.class)
        .hasMessage("test: " + sentence);
  }

  @Test
  void anInput() {
    NirNode scale = node("scale", Primitive.SCALE, "scale", new double[] {1});

    refused(
        one(input(1L << 31), scale),
        "node 'input', parameter 'shape': has an axis of 2147483648; 16777216 is the most values that a node can have.");
    refused(
        one(input(65536, 32768), scale),
        "node 'input' has 2147483648 values (65536 x 32768); 16777216 is the most that a node can have.");
    refused(
        one(input(65536, 65536, 65536), scale),
        "node 'input' has 281474976710656 values (65536 x 65536 x 65536); 16777216 is the most that a node can have.");
  }

  @Test
  void aConvolution() {
    refused(
        one(input(2, 34, 34), conv(wholes(25_000), 1, 1)),
        "node 'conv' takes, with the zeros around it, 5006802312 values (2 x 50034 x 50034); 16777216 is the most that a node can have.");
    refused(
        one(input(2, 34, 34), conv(wholes(1400), 1, 1)),
        "node 'conv' gives 32080896 values (4 x 2832 x 2832); 16777216 is the most that a node can have.");
    refused(
        one(input(2, 34, 34), conv(NirArray.word("same"), 1 << 24, 1)),
        "node 'conv', parameter 'dilation': 16777216 needs 33554432 zeros around an axis; 16777216 is the most values that a node can have.");
    refused(
        one(input(2, 34, 34), conv(wholes(1), 1, 1 << 24)),
        "node 'conv', parameter 'groups': 16777216 do not divide 4 outputs.");
  }

  @Test
  void aPool() {
    refused(
        one(input(1, 34, 34), pool(3, 1, 3000)),
        "node 'pool' takes, with the zeros around it, 36409156 values (1 x 6034 x 6034); 16777216 is the most that a node can have.");
    refused(
        one(input(1, 4000, 4000), pool(2000, 1, 0)),
        "node 'pool' takes 16016004000000 products in a step; 4294967296 are the most.");
  }

  @Test
  void manyNodes() {
    List<NirNode> nodes = new java.util.ArrayList<>();
    List<String> edges = new java.util.ArrayList<>();
    nodes.add(input(1 << 24));
    for (int k = 0; k < 20; k++) {
      nodes.add(node("n" + k, Primitive.SCALE, "scale", new double[] {1}));
      edges.add(k == 0 ? "input n0" : "n" + (k - 1) + " n" + k);
    }

    refused(
        graph(nodes, edges.toArray(String[]::new)),
        "its nodes give 352321536 values in a step; 268435456 are the most of all together.");
  }

  @Test
  void aDelayOfManyLines() {
    NirFile file = one(input(1000), node("late", Primitive.DELAY, "delay", new double[] {50}));
    NirFile fits =
        graph(
            List.of(
                input(1000),
                node("late", Primitive.DELAY, "delay", new double[] {50}),
                port("output", Primitive.OUTPUT, 1000)),
            "input late",
            "late output");
    assertThat(file.graph().nodes()).hasSize(3);

    assertThatThrownBy(() -> Nets.network(fits, Settings.usual()))
        .isInstanceOf(UserError.class)
        .hasMessage(
            "test: node 'late', parameter 'delay': 50.0 s are 500000 steps of 1.0E-4 s; of 1000 lines at most 16777 are possible, take a larger --dt.");
  }

  /** So many neurons are possible, and need more memory than tests have. */
  @Test
  void whatDoesNotFitTheMemoryIsSaidBefore() {
    assumeTrue(Runtime.getRuntime().maxMemory() < 2L << 30, "there is memory enough");
    int n = 1 << 24;
    NirNode li =
        node(
            "li",
            Primitive.LI,
            "tau",
            new double[] {0.1},
            "r",
            new double[] {1},
            "v_leak",
            new double[] {0});
    NirFile file =
        graph(List.of(input(n), li, port("output", Primitive.OUTPUT, n)), "input li", "li output");

    assertThatThrownBy(() -> Nets.network(file, Settings.usual()))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith(
            "test: node 'li' has 16777216 values; the network takes 2624 MB of memory and more, and the program has ");
  }

  /** A network that puts out much is run in shorter stretches of time, which change no bit. */
  @Test
  void aLargeNetworkRunsInShortStretches() {
    int n = 1 << 20;
    NirFile file =
        graph(
            List.of(
                input(n),
                node("if", Primitive.IF, "r", new double[] {0.4}, "v_threshold", new double[] {1}),
                node(
                    "pool",
                    Primitive.SUM_POOL,
                    "kernel_size",
                    wholes(1024),
                    "stride",
                    wholes(1024),
                    "padding",
                    wholes(0)),
                port("output", Primitive.OUTPUT, 1)),
            "input if",
            "if pool",
            "pool output");
    NirGraph square = file.graph();
    NirNode image = node("input", Primitive.INPUT, "shape", wholes(1, 1024, 1024));
    java.util.Map<String, NirNode> nodes = new java.util.TreeMap<>(square.nodes());
    nodes.put("input", image);
    double[][] rows = new double[6][n];
    Random random = new Random(1);
    for (double[] row : rows) {
      for (int k = 0; k < n; k += 7) {
        row[k] = random.nextInt(3);
      }
    }
    assumeTrue(Runtime.getRuntime().maxMemory() > 700L << 20, "memory is short");

    Settings settings = new Settings(1e-3, Scheme.EXPONENTIAL, false, false);
    dev.snn.nir.run.NirNetwork network =
        Nets.network(new NirFile("test", "", new NirGraph(nodes, square.edges())), settings);
    double[] spikes =
        Nets.first(
            dev.snn.nir.Simulation.run(
                network,
                "run",
                rows,
                java.util.Set.of("output"),
                dev.snn.api.parallel.Parallel.SEQUENTIAL),
            "output.out");

    double[] v = new double[n];
    for (int t = 0; t < rows.length; t++) {
      int fired = 0;
      for (int k = 0; k < n; k++) {
        v[k] += 0.4f * (float) rows[t][k];
        if (v[k] > 1) {
          v[k] = 0;
          fired++;
        }
      }
      assertThat(spikes[t]).isEqualTo(fired);
    }
    assertThat(spikes[2]).isPositive();
  }

  @Test
  void aParameterWithoutValues() {
    NirFile file = one(input(2), linear("fc", 1, 2, 1, 1));
    NirNode empty =
        node("late", Primitive.DELAY, "delay", NirArray.of(new int[] {0}, new double[0]));

    GraphCheck.check(file);
    assertThatThrownBy(() -> GraphCheck.check(one(input(2), empty)))
        .isInstanceOf(UserError.class)
        .hasMessage("test: node 'late', parameter 'delay': holds no values; write the file again.");
  }
}
