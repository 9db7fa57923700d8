package dev.snn.nir.graph;

import dev.snn.engine.error.Hint;
import dev.snn.engine.error.Shown;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What every graph must keep: parameters that its nodes need, and edges between nodes it has. */
public final class GraphCheck {
  private final String file;

  private GraphCheck(String file) {
    this.file = file;
  }

  /** Fails with one sentence for the first thing that is wrong. */
  public static void check(NirFile file) {
    GraphCheck check = new GraphCheck(file.name());
    check.graph("", file.graph());
  }

  private void graph(String prefix, NirGraph graph) {
    for (NirNode node : graph.nodes().values()) {
      node(prefix + node.name(), node);
    }
    Set<NirEdge> seen = new HashSet<>();
    for (NirEdge edge : graph.edges()) {
      end(prefix, graph, edge, edge.from(), Primitive.OUTPUT);
      end(prefix, graph, edge, edge.to(), Primitive.INPUT);
      if (!seen.add(edge)) {
        throw Fault.of(
            file,
            "the edge %s%s stands there twice; once is enough, and twice would be added up."
                .formatted(prefix, shown(edge)));
      }
    }
    ends(prefix, graph);
  }

  private static NirEdge shown(NirEdge edge) {
    return new NirEdge(Shown.word(edge.from()), Shown.word(edge.to()));
  }

  /** Fails where an edge ends at no node, or at a graph inside without saying where in it. */
  private void end(String prefix, NirGraph graph, NirEdge edge, String end, Primitive side) {
    Port port =
        Port.of(graph, end, side)
            .orElseThrow(
                () ->
                    Fault.of(
                        file,
                        "the edge %s%s needs a node '%s', and there is none.%s Add the node or remove the edge."
                            .formatted(
                                prefix,
                                shown(edge),
                                Shown.word(end),
                                Hint.didYouMean(end, graph.nodes().keySet()))));
    List<String> inside = Port.inside(graph.nodes().get(port.node()), side);
    if (inside.size() > 1 && port.port().isEmpty()) {
      throw Fault.of(
          file,
          prefix + end,
          "is a graph with %d nodes of type %s, %s, and the edge %s%s does not say which; write it as %s.%s."
              .formatted(
                  inside.size(),
                  side.id(),
                  String.join(" and ", inside),
                  prefix,
                  edge,
                  end,
                  inside.get(0)));
    }
  }

  /** Inputs of a graph inside that no edge leads into; signals of nothing would be zeros. */
  private void fed(String prefix, NirGraph graph, NirNode node) {
    Set<String> unfed = new TreeSet<>(Port.inside(node, Primitive.INPUT));
    for (NirEdge edge : graph.edges()) {
      Port.of(graph, edge.to(), Primitive.INPUT)
          .filter(port -> port.node().equals(node.name()))
          .ifPresent(port -> port.port().ifPresentOrElse(unfed::remove, unfed::clear));
    }
    if (!unfed.isEmpty()) {
      throw Fault.of(
          file,
          prefix + node.name(),
          "gets no signal at its Input '%s': no edge leads into it. Add the missing edge, %s.%s."
              .formatted(unfed.iterator().next(), node.name(), unfed.iterator().next()));
    }
  }

  private static boolean isFed(NirGraph graph, NirNode node) {
    return graph.edges().stream()
        .map(edge -> Port.of(graph, edge.to(), Primitive.INPUT))
        .anyMatch(port -> port.isPresent() && port.get().node().equals(node.name()));
  }

  private void ends(String prefix, NirGraph graph) {
    for (Primitive port : List.of(Primitive.INPUT, Primitive.OUTPUT)) {
      if (graph.of(port).isEmpty()) {
        throw Fault.of(
            file,
            "%s has no node of type %s; a graph needs one where signals come in and one where they go out."
                .formatted(prefix.isEmpty() ? "the graph" : "node '" + prefix + "'", port.id()));
      }
    }
    for (NirNode node : graph.nodes().values()) {
      boolean source = node.type() == Primitive.INPUT;
      if (source == isFed(graph, node)) {
        throw Fault.of(
            file,
            prefix + node.name(),
            source
                ? "is an Input, and an edge leads into it; remove the edge."
                : "gets no signal: no edge leads into it. Add the missing edge, or remove the node.");
      }
      fed(prefix, graph, node);
      if (node.type() == Primitive.OUTPUT && !graph.outOf(node.name()).isEmpty()) {
        throw Fault.of(
            file,
            prefix + node.name(),
            "is an Output, and an edge leads out of it; remove the edge.");
      }
    }
  }

  private void node(String name, NirNode node) {
    for (String parameter : node.type().required()) {
      if (!node.has(parameter)) {
        throw Fault.of(
            file,
            name,
            "of type %s has no parameter '%s', which it needs; write the file again."
                .formatted(node.type().id(), parameter));
      }
    }
    node.parameters().forEach((parameter, array) -> parameter(name, node.type(), parameter, array));
    node.graph().ifPresent(inner -> graph(name + ".", inner));
  }

  private void parameter(String name, Primitive type, String parameter, NirArray array) {
    if (!type.allows(parameter)) {
      throw Fault.of(
          file,
          name,
          parameter,
          "is none of %s, so that leaving it out could change what the node does; known are %s."
              .formatted(type.id(), type.known()));
    }
    boolean convolution = type == Primitive.CONV1D || type == Primitive.CONV2D;
    if (parameter.equals("padding") && convolution && !array.isNumber() && array.size() == 1) {
      return;
    }
    boolean needed = type.known().contains(parameter) || parameter.equals("input_type");
    if (!array.isNumber() && needed) {
      throw Fault.of(file, name, parameter, "holds words where numbers are needed.");
    }
    if (needed && array.size() == 0) {
      throw Fault.of(file, name, parameter, "holds no values; write the file again.");
    }
    for (int k = 0; array.isNumber() && k < array.size(); k++) {
      double value = array.number(k);
      if (Double.isNaN(value) || Double.isInfinite(value)) {
        throw Fault.of(
            file, name, parameter, "value number %d is %s; it must be finite.".formatted(k, value));
      }
      boolean time = parameter.startsWith("tau");
      if (time ? value <= 0 : parameter.equals("delay") && value < 0) {
        throw Fault.of(
            file,
            name,
            parameter,
            "value number %d is %s s; a time must %s."
                .formatted(k, value, time ? "be above 0" : "not be below 0"));
      }
    }
  }
}
