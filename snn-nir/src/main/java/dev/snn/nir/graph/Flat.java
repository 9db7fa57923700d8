package dev.snn.nir.graph;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A graph without graphs in it: the nodes of an inner graph get its name and a dot in front, and
 * its ports become nodes that pass on what they take.
 */
public final class Flat {
  private final String file;
  private final Map<String, NirNode> nodes = new LinkedHashMap<>();
  private final List<NirEdge> edges = new ArrayList<>();

  private Flat(String file) {
    this.file = file;
  }

  /** The same graph in one level; a checked one. */
  public static NirGraph of(NirFile file) {
    Flat flat = new Flat(file.name());
    flat.add("", file.graph());
    return new NirGraph(flat.nodes, flat.edges);
  }

  private void add(String prefix, NirGraph graph) {
    for (NirNode node : graph.nodes().values()) {
      String name = prefix + node.name();
      if (node.graph().isPresent()) {
        add(name + ".", node.graph().get());
      } else if (nodes.put(name, node.named(name)) != null) {
        throw Fault.of(
            file, name, "is named like a node of an inner graph; give one of them another name.");
      }
    }
    for (NirEdge edge : graph.edges()) {
      edges.add(
          new NirEdge(
              prefix + end(graph, edge.from(), Primitive.OUTPUT),
              prefix + end(graph, edge.to(), Primitive.INPUT)));
    }
  }

  private static String end(NirGraph graph, String end, Primitive side) {
    return Port.of(graph, end, side)
        .map(port -> port.flat(graph, side))
        .orElseThrow(() -> new IllegalStateException("an edge to nowhere, " + end));
  }
}
