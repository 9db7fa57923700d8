package dev.snn.api.learning;

import dev.snn.api.codec.Decoder;
import dev.snn.api.layer.Layer;
import dev.snn.api.layer.Merge;
import dev.snn.api.loss.Loss;
import dev.snn.api.tensor.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Puts a network together, node by node. A node reads the one before it unless it says what else:
 * names of earlier nodes, or {@value #INPUT}. The last node is the readout.
 *
 * <p>Every method throws {@link IllegalArgumentException} with a sentence where something does not
 * fit.
 */
public final class NetworkBuilder {
  /** The name of the network's input. */
  public static final String INPUT = "input";

  private final Shape input;
  private final List<Node> nodes = new ArrayList<>();
  private final Map<String, Integer> numbers = new HashMap<>();
  private final Set<Integer> read = new HashSet<>();

  NetworkBuilder(Shape input) {
    this.input = input;
    numbers.put(INPUT, Node.INPUT);
  }

  /** The shape of what the next node reads by default: the last node's output. */
  public Shape shape() {
    return shape(nodes.size() - 1);
  }

  /** The shape of the output of a node, or of the input. */
  public Shape shape(String name) {
    return shape(number(name));
  }

  private Shape shape(int node) {
    return node == Node.INPUT ? input : nodes.get(node).outputShape();
  }

  private int number(String name) {
    Integer number = numbers.get(name);
    if (number == null) {
      throw new IllegalArgumentException(
          "%s reads '%s', and no node before it has that name".formatted(next(), name));
    }
    return number;
  }

  private String next() {
    return "layers[" + nodes.size() + "]";
  }

  /** Adds a layer without a name that reads the node before it. */
  public NetworkBuilder layer(Layer layer) {
    return add(next(), layer, nodes.size() - 1);
  }

  /** Adds a layer that reads the node before it. */
  public NetworkBuilder layer(String name, Layer layer) {
    return add(name, layer, nodes.size() - 1);
  }

  /** Adds a layer that reads a node, or the input. */
  public NetworkBuilder layer(String name, Layer layer, String from) {
    return add(name, layer, number(from));
  }

  /** Adds a layer without a name that reads a node, or the input. */
  public NetworkBuilder layerFrom(String from, Layer layer) {
    return add(next(), layer, number(from));
  }

  private NetworkBuilder add(String name, Layer layer, int from) {
    Shape given = shape(from);
    Shape taken = layer.inputShape();
    if (given.size() != taken.size() || !taken.isFlat() && !given.equals(taken)) {
      throw new IllegalArgumentException(
          "%s takes %s lines, but %s gives %s"
              .formatted(name, taken, from == Node.INPUT ? INPUT : nodes.get(from).name(), given));
    }
    return add(new Node.OfLayer(name, layer, from));
  }

  /** Adds a merge of nodes, or of the input. */
  public NetworkBuilder merge(String name, Merge merge, List<String> from) {
    List<Integer> inputs = from.stream().map(this::number).toList();
    Shape shape;
    try {
      shape = merge.outputShape(inputs.stream().map(this::shape).toList());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(e.getMessage() + " from " + from, e);
    }
    return add(new Node.OfMerge(name, merge, inputs, shape));
  }

  /** Adds a merge without a name. */
  public NetworkBuilder merge(Merge merge, List<String> from) {
    return merge(next(), merge, from);
  }

  private NetworkBuilder add(Node node) {
    if (numbers.putIfAbsent(node.name(), nodes.size()) != null) {
      throw new IllegalArgumentException("two nodes are named '%s'".formatted(node.name()));
    }
    nodes.add(node);
    read.addAll(node.inputs());
    return this;
  }

  /** A network without decoder and loss, for a procedure that reads it out in its own way. */
  public Network build() {
    return build(null, null);
  }

  /**
   * The network.
   *
   * @param decoder may be null for a network without one
   * @param loss may be null where nothing is minimised
   */
  public Network build(Decoder decoder, Loss loss) {
    for (int k = 0; k < nodes.size() - 1; k++) {
      if (!read.contains(k)) {
        throw new IllegalArgumentException(
            "no node reads the output of %s".formatted(nodes.get(k).name()));
      }
    }
    return new Network(nodes, decoder, loss);
  }
}
