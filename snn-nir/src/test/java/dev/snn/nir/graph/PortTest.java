package dev.snn.nir.graph;

import static dev.snn.nir.Nets.graph;
import static dev.snn.nir.Nets.node;
import static dev.snn.nir.Nets.port;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.snn.api.plugin.UserError;
import dev.snn.nir.Nets;
import dev.snn.nir.imports.Import;
import dev.snn.nir.run.NirNetwork;
import dev.snn.nir.run.Scheme;
import dev.snn.nir.run.Settings;
import dev.snn.nir.trace.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Several Inputs and Outputs, of a file and of the graphs in it. */
class PortTest {
  private static NirNode scale(String name, double factor) {
    return node(name, Primitive.SCALE, "scale", new double[] {factor});
  }

  /** Twice its left and ten times its right line, and their sum. */
  private static NirNode block() {
    NirGraph inner =
        graph(
                List.of(
                    port("left", Primitive.INPUT, 1),
                    port("right", Primitive.INPUT, 1),
                    scale("two", 2),
                    scale("ten", 10),
                    port("both", Primitive.OUTPUT, 1),
                    port("only", Primitive.OUTPUT, 1)),
                "left two",
                "right ten",
                "two both",
                "ten both",
                "two only")
            .graph();
    return new NirNode("block", Primitive.GRAPH, Map.of(), Optional.of(inner));
  }

  private static NirFile around(String... edges) {
    List<NirNode> nodes =
        new ArrayList<>(
            List.of(
                port("a", Primitive.INPUT, 1),
                port("b", Primitive.INPUT, 1),
                block(),
                port("x", Primitive.OUTPUT, 1),
                port("y", Primitive.OUTPUT, 1)));
    return graph(nodes, edges);
  }

  @Test
  void whatSaysWhereItGoesIsRun() {
    NirFile file = around("a block.right", "b block.left", "block.both x", "block.only y");
    GraphCheck.check(file);

    Trace trace = Nets.run(file, Settings.usual(), new double[][] {{1, 0}, {0, 1}, {3, 4}});

    assertThat(Nets.first(trace, "x.out")).containsExactly(10, 2, 38);
    assertThat(Nets.first(trace, "y.out")).containsExactly(0, 2, 8);
    assertThat(Nets.first(trace, "a")).containsExactly(1, 0, 3);
    assertThat(Nets.first(trace, "b")).containsExactly(0, 1, 4);
  }

  private static void refused(NirFile file, String sentence) {
    assertThatThrownBy(() -> GraphCheck.check(file))
        .isInstanceOf(UserError.class)
        .hasMessage("test: " + sentence);
  }

  @Test
  void whatDoesNotSayIsRefused() {
    refused(
        around("a block", "b block.left", "block.both x", "block.only y"),
        "node 'block' is a graph with 2 nodes of type Input, left and right, and the edge a -> block does not say which; write it as block.left.");
    refused(
        around("a block.left", "b block.right", "block x", "block.only y"),
        "node 'block' is a graph with 2 nodes of type Output, both and only, and the edge block -> x does not say which; write it as block.both.");
    refused(
        around("a block.left", "b y", "block.both x"),
        "node 'block' gets no signal at its Input 'right': no edge leads into it. Add the missing edge, block.right.");
    refused(
        around("a block.left", "b block.rigth", "block.both x", "block.only y"),
        "the edge b -> block.rigth needs a node 'block.rigth', and there is none. Add the node or remove the edge.");
  }

  @Test
  void anOutputOfAnInnerGraphIsNoneOfTheWhole() {
    NirFile file = around("a block.left", "b block.right", "block.both x", "b y");
    NirNetwork network = Nets.network(file, Settings.usual());

    assertThat(network.inputs()).containsExactly("a", "b");
    assertThat(network.outputs()).containsExactly("x", "y");
  }

  @Test
  void layersHaveOneOfEach() {
    Settings settings = Settings.usual().with(Scheme.EXPONENTIAL);

    assertThatThrownBy(() -> Import.of(around("a x", "b y"), settings))
        .isInstanceOf(UserError.class)
        .hasMessage("test: has 2 Inputs, a, b; layers have one, and 'nir run' can do it.");
  }
}
