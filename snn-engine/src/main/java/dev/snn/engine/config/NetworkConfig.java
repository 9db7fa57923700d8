package dev.snn.engine.config;

import dev.snn.api.codec.Decoder;
import dev.snn.api.layer.Layer;
import dev.snn.api.learning.Network;
import dev.snn.api.learning.NetworkBuilder;
import dev.snn.api.loss.Loss;
import dev.snn.api.tensor.Shape;
import java.util.List;

/**
 * The resolved parts of a network.
 *
 * @param layers empty where the decoder reads the network's input
 */
public record NetworkConfig(
    List<Resolved<Layer>> layers, Resolved<Decoder> decoder, Resolved<Loss> loss) {

  /**
   * Makes the network, its parameters drawn from the context's seed.
   *
   * @param inputSize number of input lines
   */
  public Network make(Context context, int inputSize) {
    NetworkBuilder network = Network.builder(Shape.flat(inputSize));
    for (int k = 0; k < layers.size(); k++) {
      int size = network.shape().size();
      network.layer(context.at("layers[" + k + "]", size).make(layers.get(k)));
    }
    int size = network.shape().size();
    return network.build(
        context.at("decoder", size).make(decoder), context.at("loss", size).make(loss));
  }
}
