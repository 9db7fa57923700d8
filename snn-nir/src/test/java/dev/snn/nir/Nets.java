package dev.snn.nir;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.snn.api.parallel.Parallel;
import dev.snn.engine.SnnEngine;
import dev.snn.nir.graph.NirArray;
import dev.snn.nir.graph.NirEdge;
import dev.snn.nir.graph.NirFile;
import dev.snn.nir.graph.NirGraph;
import dev.snn.nir.graph.NirNode;
import dev.snn.nir.graph.Primitive;
import dev.snn.nir.run.NirNetwork;
import dev.snn.nir.run.Settings;
import dev.snn.nir.trace.Trace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** Graphs of tests, and the engine that runs them. */
public final class Nets {
  private static final SnnEngine ENGINE =
      SnnEngine.open(SnnEngine.Options.defaults().withThreads(1).withBackend("plain"));

  private Nets() {}

  /** A file of {@code src/test/resources/files}. */
  public static Path file(String name) {
    return Path.of("src/test/resources/files", name + ".nir");
  }

  /** A file of the data home's folder {@code nir}; the test is left out where it is not at hand. */
  public static Path published(String name) {
    String home = System.getProperty("snn.data.home", System.getenv("SNN_DATA_HOME"));
    Path path = Path.of(home == null ? "." : home, "nir", name);
    assumeTrue(home != null && Files.exists(path), "the files of the NIR paper are not at hand");
    return path;
  }

  /** A graph of these nodes; edges as "a b". */
  public static NirFile graph(List<NirNode> nodes, String... edges) {
    Map<String, NirNode> byName = new LinkedHashMap<>();
    nodes.forEach(node -> byName.put(node.name(), node));
    List<NirEdge> list = new ArrayList<>();
    for (String edge : edges) {
      list.add(new NirEdge(edge.split(" ")[0], edge.split(" ")[1]));
    }
    return new NirFile("test", "", new NirGraph(byName, list));
  }

  /** A node; its parameters are arrays of one axis, or {@link NirArray}s. */
  public static NirNode node(String name, Primitive type, Object... parameters) {
    Map<String, NirArray> all = new LinkedHashMap<>();
    for (int k = 0; k < parameters.length; k += 2) {
      Object value = parameters[k + 1];
      NirArray array =
          value instanceof NirArray given
              ? given
              : NirArray.of(new int[] {((double[]) value).length}, (double[]) value);
      all.put((String) parameters[k], array);
    }
    return NirNode.of(name, type, all);
  }

  /** An Input or Output of n lines. */
  public static NirNode port(String name, Primitive type, int n) {
    return node(name, type, "shape", NirArray.of(new int[] {1}, (long) n));
  }

  /** A product. */
  public static NirNode linear(String name, int outputs, int inputs, float... weight) {
    return node(name, Primitive.LINEAR, "weight", NirArray.of(new int[] {outputs, inputs}, weight));
  }

  /** A network. */
  public static NirNetwork network(NirFile file, Settings settings) {
    return NirNetwork.of(file, settings, ENGINE.resolver(), ENGINE.dataHome());
  }

  /** Runs a network and records all nodes. */
  public static Trace run(NirFile file, Settings settings, double[][] input) {
    NirNetwork network = network(file, settings);
    return Simulation.run(
        network, "run", input, new LinkedHashSet<>(network.nodes()), Parallel.SEQUENTIAL);
  }

  /** One line: a value for each step. */
  public static double[][] line(double... values) {
    double[][] rows = new double[values.length][];
    for (int t = 0; t < rows.length; t++) {
      rows[t] = new double[] {values[t]};
    }
    return rows;
  }

  /** The first line of a series. */
  public static double[] first(Trace trace, String key) {
    double[][] rows = trace.series().get(key);
    double[] line = new double[rows.length];
    for (int t = 0; t < line.length; t++) {
      line[t] = rows[t][0];
    }
    return line;
  }
}
