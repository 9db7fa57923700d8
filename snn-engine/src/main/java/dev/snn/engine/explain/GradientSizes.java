package dev.snn.engine.explain;

import dev.snn.api.layer.Parameter;
import dev.snn.api.learning.Network;
import dev.snn.api.learning.Node;
import dev.snn.engine.explain.Rehearsal.Gradient;
import java.util.List;

/** How large the gradients of a batch are, node by node. */
final class GradientSizes {
  private GradientSizes() {}

  /** Of each node. */
  static List<Gradient> of(Network network) {
    return network.nodes().stream().map(GradientSizes::of).toList();
  }

  private static Gradient of(Node node) {
    if (!(node instanceof Node.OfLayer of)) {
      return new Gradient(Double.NaN, 0);
    }
    double squares = 0;
    long count = 0;
    for (Parameter p : of.layer().parameters()) {
      // Biases and thresholds are few, and of another size than weights.
      if (p.trainable() && p.value().length > 1) {
        for (float[] row : p.gradient()) {
          for (float g : row) {
            squares += (double) g * g;
          }
          count += row.length;
        }
      }
    }
    return new Gradient(count == 0 ? Double.NaN : Math.sqrt(squares / count), count);
  }
}
