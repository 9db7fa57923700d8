package dev.snn.nir.graph;

import dev.snn.engine.error.Hint;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

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
      for (String end : List.of(edge.from(), edge.to())) {
        if (!graph.nodes().containsKey(end)) {
          throw Fault.of(
              file,
              "the edge %s%s needs a node '%s', and there is none.%s Add the node or remove the edge."
                  .formatted(prefix, edge, end, Hint.didYouMean(end, graph.nodes().keySet())));
        }
      }
      if (!seen.add(edge)) {
        throw Fault.of(
            file,
            "the edge %s%s stands there twice; once is enough, and twice would be added up."
                .formatted(prefix, edge));
      }
    }
    ends(prefix, graph);
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
      if (source != graph.into(node.name()).isEmpty()) {
        throw Fault.of(
            file,
            prefix + node.name(),
            source
                ? "is an Input, and an edge leads into it; remove the edge."
                : "gets no signal: no edge leads into it. Add the missing edge, or remove the node.");
      }
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
