package dev.snn.engine.config;

import dev.snn.api.codec.Decoder;
import dev.snn.api.layer.Layer;
import dev.snn.api.learning.Network;
import dev.snn.api.loss.Loss;
import java.util.ArrayList;
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
    List<Layer> made = new ArrayList<>();
    int size = inputSize;
    for (int k = 0; k < layers.size(); k++) {
      Layer layer = context.at("layers[" + k + "]", size).make(layers.get(k));
      made.add(layer);
      size = layer.outputSize();
    }
    return new Network(
        List.copyOf(made),
        context.at("decoder", size).make(decoder),
        context.at("loss", size).make(loss));
  }
}
