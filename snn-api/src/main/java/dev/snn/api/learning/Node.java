package dev.snn.api.learning;

import dev.snn.api.layer.Layer;
import dev.snn.api.layer.Merge;
import dev.snn.api.tensor.Shape;
import java.util.List;

/** A place in a {@link Network}: a layer, or where several signals become one. */
public sealed interface Node {
  /** In {@link #inputs()}: the input of the network. */
  int INPUT = -1;

  /** Its name; "layers[2]" for the third node where none was given. */
  String name();

  /** The numbers of the nodes it reads, all smaller than its own, or {@link #INPUT}. */
  List<Integer> inputs();

  /** The shape of its output. */
  Shape outputShape();

  /**
   * A layer.
   *
   * @param input number of the node it reads, or {@link #INPUT}
   */
  record OfLayer(String name, Layer layer, int input) implements Node {
    @Override
    public List<Integer> inputs() {
      return List.of(input);
    }

    @Override
    public Shape outputShape() {
      return layer.outputShape();
    }
  }

  /** A merge of at least two outputs. */
  record OfMerge(String name, Merge merge, List<Integer> inputs, Shape outputShape)
      implements Node {

    /** Keeps a list of its own. */
    public OfMerge {
      inputs = List.copyOf(inputs);
    }
  }
}
