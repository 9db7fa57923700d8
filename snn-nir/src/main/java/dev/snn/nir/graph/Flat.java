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
    Map<String, NirGraph> inner = new LinkedHashMap<>();
    for (NirNode node : graph.nodes().values()) {
      String name = prefix + node.name();
      if (node.graph().isPresent()) {
        inner.put(node.name(), node.graph().get());
        add(name + ".", node.graph().get());
      } else if (nodes.put(name, node.named(name)) != null) {
        throw Fault.of(
            file, name, "is named like a node of an inner graph; give one of them another name.");
      }
    }
    for (NirEdge edge : graph.edges()) {
      for (String from : ports(inner.get(edge.from()), edge.from(), Primitive.OUTPUT)) {
        for (String to : ports(inner.get(edge.to()), edge.to(), Primitive.INPUT)) {
          edges.add(new NirEdge(prefix + from, prefix + to));
        }
      }
    }
  }

  private static List<String> ports(NirGraph inner, String name, Primitive port) {
    return inner == null
        ? List.of(name)
        : inner.of(port).stream().map(each -> name + "." + each).toList();
  }
}
