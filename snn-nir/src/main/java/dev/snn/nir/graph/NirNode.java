package dev.snn.nir.graph;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A node of a graph.
 *
 * @param name unique in its graph
 * @param type one of {@link Primitive}
 * @param parameters by the names they have in the file
 * @param graph the graph inside, of a node that is one
 */
public record NirNode(
    String name, Primitive type, Map<String, NirArray> parameters, Optional<NirGraph> graph) {

  /** Parameters in the order of their names. */
  public NirNode {
    parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
  }

  /** A node that is no graph. */
  public static NirNode of(String name, Primitive type, Map<String, NirArray> parameters) {
    return new NirNode(name, type, parameters, Optional.empty());
  }

  /** The same under another name. */
  public NirNode named(String other) {
    return new NirNode(other, type, parameters, graph);
  }

  /** A parameter that the node has. */
  public NirArray get(String parameter) {
    NirArray array = parameters.get(parameter);
    if (array == null) {
      throw new IllegalStateException(name + " has no " + parameter);
    }
    return array;
  }

  /** Whether it has this parameter. */
  public boolean has(String parameter) {
    return parameters.containsKey(parameter);
  }

  /** A parameter's values. */
  public double[] numbers(String parameter) {
    return get(parameter).numbers();
  }
}
