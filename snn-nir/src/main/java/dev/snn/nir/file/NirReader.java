package dev.snn.nir.file;

import dev.snn.engine.error.Shown;
import dev.snn.nir.graph.Fault;
import dev.snn.nir.graph.GraphCheck;
import dev.snn.nir.graph.NirArray;
import dev.snn.nir.graph.NirEdge;
import dev.snn.nir.graph.NirFile;
import dev.snn.nir.graph.NirGraph;
import dev.snn.nir.graph.NirNode;
import dev.snn.nir.graph.Primitive;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads a NIR file: {@code /version}, a word, and {@code /node}, a graph. A graph is a group with
 * {@code type} NIRGraph, a group {@code nodes} with a group for each node, and {@code edges} {@code
 * [n x 2]}, words. A node is a group with its {@code type} and its parameters. Groups named {@code
 * metadata} are passed over.
 */
public final class NirReader {
  private static final String NODE = "node";
  private static final String NODES = "nodes";
  private static final String EDGES = "edges";
  private static final String TYPE = "type";
  private static final String METADATA = "metadata";

  /** Graphs in graphs. */
  private static final int DEEPEST = 32;

  /** Bytes that a node takes in a file, at least: a group and its type. */
  private static final int NODE_BYTES = 64;

  private final Hdf5 hdf;
  private long nodes;

  private NirReader(Hdf5 hdf) {
    this.hdf = hdf;
  }

  /**
   * Reads a file and checks the graph in it.
   *
   * @throws dev.snn.api.plugin.UserError with one sentence where there is none, or it is damaged,
   *     or says what a graph cannot
   */
  public static NirFile read(Path path) {
    try (Hdf5 hdf = Hdf5.open(path)) {
      NirFile file = new NirReader(hdf).read();
      GraphCheck.check(file);
      return file;
    }
  }

  private NirFile read() {
    Group root = hdf.root();
    Node node = hdf.child(root, NODE);
    if (!(node instanceof Group group)) {
      throw Fault.of(hdf.name(), "is HDF5, but no NIR file: it has no group '/node'.");
    }
    Node version = hdf.child(root, "version");
    String word = version instanceof Dataset data ? word(data, "/version") : "";
    if (type(group, NODE) != Primitive.GRAPH) {
      throw Fault.of(hdf.name(), "'/node' is no NIRGraph; files of a single node are not read.");
    }
    return new NirFile(hdf.name(), word, graph(group, NODE, 0));
  }

  private NirGraph graph(Group group, String path, int depth) {
    if (depth > DEEPEST) {
      throw Fault.of(hdf.name(), "has graphs more than %d deep in each other.".formatted(DEEPEST));
    }
    if (!(hdf.child(group, NODES) instanceof Group all)) {
      throw Fault.of(hdf.name(), "the graph '/%s' has no group 'nodes'.".formatted(path));
    }
    Map<String, NirNode> nodes = new TreeMap<>();
    for (Map.Entry<String, Node> entry : hdf.children(all).entrySet()) {
      String name = entry.getKey();
      if (!(entry.getValue() instanceof Group inner)) {
        throw Fault.of(hdf.name(), name, "is no group; a node is one, with its 'type'.");
      }
      nodes.put(name, node(name, inner, path + "/nodes/" + name, depth));
    }
    return new NirGraph(nodes, edges(group, path));
  }

  private List<NirEdge> edges(Group group, String path) {
    if (!(hdf.child(group, EDGES) instanceof Dataset data)) {
      throw Fault.of(hdf.name(), "the graph '/%s' has no list 'edges'.".formatted(path));
    }
    NirArray words = hdf.array(data, path + "/edges");
    int[] shape = words.shape();
    if (words.size() > 0 && (shape.length != 2 || shape[1] != 2 || words.isNumber())) {
      throw Fault.of(
          hdf.name(),
          "'/%s/edges' is %s; it must be pairs of names, n x 2.".formatted(path, words));
    }
    List<NirEdge> edges = new ArrayList<>();
    for (int k = 0; k < words.size(); k += 2) {
      edges.add(new NirEdge(words.word(k), words.word(k + 1)));
    }
    return edges;
  }

  private NirNode node(String name, Group group, String path, int depth) {
    if (++nodes > hdf.bytes() / NODE_BYTES) {
      throw Fault.of(
          hdf.name(),
          name,
          "is one of more nodes than fit into the file; graphs lie in themselves.");
    }
    Primitive type = type(group, name);
    if (type == Primitive.GRAPH) {
      return new NirNode(name, type, Map.of(), Optional.of(graph(group, path, depth + 1)));
    }
    Map<String, NirArray> parameters = new TreeMap<>();
    hdf.children(group)
        .forEach(
            (parameter, value) -> {
              if (parameter.equals(TYPE) || parameter.equals(METADATA)) {
                return;
              }
              if (!(value instanceof Dataset data)) {
                throw Fault.of(hdf.name(), name, parameter, "is no array.");
              }
              parameters.put(parameter, hdf.array(data, path + "/" + parameter));
            });
    return NirNode.of(name, type, parameters);
  }

  private Primitive type(Group group, String name) {
    if (!(hdf.child(group, TYPE) instanceof Dataset data)) {
      throw Fault.of(hdf.name(), name, "has no 'type'; write the file again.");
    }
    String word = word(data, name + "/type");
    return Primitive.of(word)
        .orElseThrow(
            () ->
                Fault.of(
                    hdf.name(),
                    name,
                    "is of type '%s', which is unknown. Types: %s."
                        .formatted(Shown.word(word), String.join(" ", Primitive.ids()))));
  }

  private String word(Dataset data, String path) {
    NirArray array = hdf.array(data, path);
    if (array.isNumber() || array.size() != 1) {
      throw Fault.of(hdf.name(), "'%s' is %s; it must be a word.".formatted(path, array));
    }
    return array.word(0);
  }
}
