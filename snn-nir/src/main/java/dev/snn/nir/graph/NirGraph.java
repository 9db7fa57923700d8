package dev.snn.nir.graph;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Nodes and edges.
 *
 * @param nodes by name, in the order of their names
 * @param edges in the order of the file
 */
public record NirGraph(Map<String, NirNode> nodes, List<NirEdge> edges) {
  /** Copies both. */
  public NirGraph {
    nodes = Collections.unmodifiableMap(new TreeMap<>(nodes));
    edges = List.copyOf(edges);
  }

  /** The nodes that feed a node, in the order of the edges. */
  public List<String> into(String node) {
    return edges.stream().filter(e -> e.to().equals(node)).map(NirEdge::from).toList();
  }

  /** The nodes that a node feeds, in the order of the edges. */
  public List<String> outOf(String node) {
    return edges.stream().filter(e -> e.from().equals(node)).map(NirEdge::to).toList();
  }

  /** The names of the nodes of a type, in their order. */
  public List<String> of(Primitive type) {
    return nodes.values().stream().filter(n -> n.type() == type).map(NirNode::name).toList();
  }
}
