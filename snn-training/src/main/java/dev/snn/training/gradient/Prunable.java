package dev.snn.training.gradient;

import dev.snn.api.layer.Layer;
import dev.snn.api.layer.Parameter;
import dev.snn.api.layer.Synapses;
import dev.snn.api.learning.Network;
import dev.snn.api.learning.Node;
import dev.snn.api.plugin.UserError;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The weights that a rewiring may prune: the trainable ones of the layers' synapses from inputs and
 * between neurons. Biases, batch norms, parameters of neurons, a neuron's feedback on itself and
 * the decoder stay.
 */
final class Prunable {
  private Prunable() {}

  /**
   * The weights, named as in {@link Network#parameters()}.
   *
   * @param dense names of layers all of whose weights stay
   */
  static List<Parameter> of(Network network, List<String> dense) {
    Set<String> unused = new HashSet<>(dense);
    List<Parameter> all = new ArrayList<>();
    for (int k = 0; k < network.nodes().size(); k++) {
      Node node = network.nodes().get(k);
      String place = "layers[" + k + "]";
      boolean stays = unused.remove(node.name()) | unused.remove(place);
      if (!stays && node instanceof Node.OfLayer layer) {
        add(layer.layer(), place, all);
      }
    }
    if (!unused.isEmpty()) {
      throw new UserError(
          "training.dense_layers: there is no layer '%s'. Name one of %s."
              .formatted(
                  unused.iterator().next(), network.nodes().stream().map(Node::name).toList()));
    }
    if (all.isEmpty()) {
      throw new UserError(
          "training.rewiring: no layer has weights to prune. Leave rewiring out, or leave a layer"
              + " with weights out of training.dense_layers.");
    }
    return all;
  }

  private static void add(Layer layer, String place, List<Parameter> all) {
    for (Synapses synapses : layer.synapses().orElse(List.of())) {
      Parameter weight = synapses.weight();
      boolean own = synapses.source() == Synapses.Source.OWN;
      if (!own && weight.trainable() && weight.value().length > 0) {
        all.add(weight.named(place + "." + weight.name()));
      }
    }
  }
}
