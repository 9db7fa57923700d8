package dev.snn.nir.graph;

import java.util.List;
import java.util.Optional;

/**
 * An end of an edge: a node, or a port of a graph inside, as {@code block.left}. Of a graph with
 * one Input (or one Output) its own name is enough.
 *
 * @param node of the graph that the edge is in
 * @param port of the graph that the node is; empty where none is named
 */
public record Port(String node, Optional<String> port) {

  /**
   * The end of an edge; empty where there is no such node.
   *
   * @param side {@link Primitive#OUTPUT} where the edge begins, {@link Primitive#INPUT} where it
   *     ends
   */
  public static Optional<Port> of(NirGraph graph, String end, Primitive side) {
    if (graph.nodes().containsKey(end)) {
      return Optional.of(new Port(end, Optional.empty()));
    }
    for (int dot = end.indexOf('.'); dot >= 0; dot = end.indexOf('.', dot + 1)) {
      NirNode node = graph.nodes().get(end.substring(0, dot));
      String port = end.substring(dot + 1);
      if (node != null && inside(node, side).contains(port)) {
        return Optional.of(new Port(node.name(), Optional.of(port)));
      }
    }
    return Optional.empty();
  }

  /** The Inputs or Outputs of a graph inside; none of other nodes. */
  static List<String> inside(NirNode node, Primitive side) {
    return node.graph().map(inner -> inner.of(side)).orElse(List.of());
  }

  /** The node of the flat graph ({@link Flat}). */
  String flat(NirGraph graph, Primitive side) {
    List<String> inside = inside(graph.nodes().get(node), side);
    return inside.isEmpty() ? node : node + "." + port.orElse(inside.get(0));
  }
}
