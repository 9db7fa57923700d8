package dev.snn.nir.graph;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A graph as lines of text: each edge once, chains as long as they go, {@code ~>} where an edge
 * takes a step of time.
 */
public final class Drawing {
  private Drawing() {}

  /** The lines. */
  public static List<String> lines(NirGraph graph, Flow flow) {
    Set<NirEdge> left = new LinkedHashSet<>();
    for (String name : flow.order()) {
      graph.outOf(name).forEach(to -> left.add(new NirEdge(name, to)));
    }
    List<String> lines = new ArrayList<>();
    while (!left.isEmpty()) {
      NirEdge edge = left.iterator().next();
      StringBuilder line = new StringBuilder(edge.from());
      while (edge != null) {
        left.remove(edge);
        line.append(flow.delayed().contains(edge) ? " ~> " : " -> ").append(edge.to());
        edge = next(edge.to(), left);
      }
      lines.add(line.toString());
    }
    return lines;
  }

  private static NirEdge next(String from, Set<NirEdge> left) {
    return left.stream().filter(edge -> edge.from().equals(from)).findFirst().orElse(null);
  }
}
