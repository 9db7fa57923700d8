package dev.snn.engine.config;

import dev.snn.api.codec.Decoder;
import dev.snn.api.layer.Layer;
import dev.snn.api.learning.Network;
import dev.snn.api.learning.NetworkBuilder;
import dev.snn.api.loss.Loss;
import dev.snn.api.plugin.UserError;
import dev.snn.api.tensor.Shape;
import java.util.List;

/**
 * The resolved parts of a network.
 *
 * @param layers empty where the decoder reads the network's input
 * @param decoder null where the procedure needs none
 * @param loss null where the procedure needs none
 */
public record NetworkConfig(
    List<NodeConfig> layers, Resolved<Decoder> decoder, Resolved<Loss> loss) {

  /**
   * Makes the network, its parameters drawn from the context's seed.
   *
   * @param input how the input lines lie
   */
  public Network make(Context context, Shape input) {
    NetworkBuilder network = Network.builder(input);
    for (int k = 0; k < layers.size(); k++) {
      add(network, layers.get(k), context.at("layers[" + k + "]", 0));
    }
    int size = network.shape().size();
    return network.build(
        decoder == null ? null : context.at("decoder", size).make(decoder),
        loss == null ? null : context.at("loss", size).make(loss));
  }

  private static void add(NetworkBuilder network, NodeConfig node, Context context) {
    String place = context.path();
    String name = node.name().orElse(place);
    try {
      if (node.merge().isPresent()) {
        network.merge(name, node.merge().get(), node.from());
        return;
      }
      Shape shape = node.from().isEmpty() ? network.shape() : network.shape(node.from().get(0));
      Layer layer = context.at(place, shape).make(node.layer().orElseThrow());
      if (node.from().isEmpty()) {
        network.layer(name, layer);
      } else {
        network.layer(name, layer, node.from().get(0));
      }
    } catch (IllegalArgumentException e) {
      throw new UserError(place + ": " + e.getMessage() + ".", e);
    }
  }
}
