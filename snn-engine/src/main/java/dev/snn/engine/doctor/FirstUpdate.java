package dev.snn.engine.doctor;

import dev.snn.api.layer.Parameter;
import dev.snn.api.learning.Network;
import dev.snn.api.learning.Node;
import java.util.ArrayList;
import java.util.List;

/** How far an update moves the weights of each node. */
final class FirstUpdate {
  private final Network network;
  private final List<List<float[][]>> before = new ArrayList<>();

  /** Remembers the weights as they are. */
  FirstUpdate(Network network) {
    this.network = network;
    for (Node node : network.nodes()) {
      before.add(weights(node).stream().map(FirstUpdate::copy).toList());
    }
  }

  /**
   * Root mean square of the change over that of the weights before; 0 where there are none, not
   * finite where an update is not.
   */
  List<Double> moved() {
    List<Double> moved = new ArrayList<>();
    for (int k = 0; k < before.size(); k++) {
      List<float[][]> now = weights(network.nodes().get(k));
      double change = 0;
      double size = 0;
      for (int p = 0; p < now.size(); p++) {
        float[][] old = before.get(k).get(p);
        for (int r = 0; r < old.length; r++) {
          for (int n = 0; n < old[r].length; n++) {
            double d = now.get(p)[r][n] - old[r][n];
            change += d * d;
            size += (double) old[r][n] * old[r][n];
          }
        }
      }
      moved.add(change == 0 ? 0 : Math.sqrt(change / size));
    }
    return moved;
  }

  private static List<float[][]> weights(Node node) {
    return node instanceof Node.OfLayer of
        ? of.layer().parameters().stream()
            .filter(p -> p.trainable() && p.value().length > 1)
            .map(Parameter::value)
            .toList()
        : List.of();
  }

  private static float[][] copy(float[][] rows) {
    float[][] copy = new float[rows.length][];
    for (int r = 0; r < rows.length; r++) {
      copy[r] = rows[r].clone();
    }
    return copy;
  }
}
