package dev.snn.training.rule;

import dev.snn.api.layer.Layer;
import dev.snn.api.layer.Readout;
import dev.snn.api.layer.ReadoutGradient;
import dev.snn.api.learning.Network;
import dev.snn.api.neuron.Pass;
import dev.snn.api.neuron.State;
import dev.snn.api.neuron.Tape;
import dev.snn.api.tensor.Signal;
import dev.snn.api.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * The forward pass of the layers before the last one.
 *
 * @param readouts one per layer
 * @param last the state of each layer after the last step
 * @param below what the last layer gets
 */
record Hidden(
    List<Layer> layers, List<Readout> readouts, List<Tape> tapes, List<State> last, Signal below) {

  /** Runs them. */
  static Hidden forward(Network network, Signal input, Pass pass) {
    List<Layer> layers = network.layers().subList(0, network.layers().size() - 1);
    List<Readout> readouts = new ArrayList<>();
    List<Tape> tapes = new ArrayList<>();
    List<State> last = new ArrayList<>();
    Signal below = input;
    for (Layer layer : layers) {
      Layer.Forward forward = layer.forward(below, layer.initialState(input.batch()), pass);
      readouts.add(forward.readout());
      tapes.add(forward.tape());
      last.add(forward.last());
      below = forward.readout().output();
    }
    return new Hidden(layers, readouts, tapes, last, below);
  }

  /** Those of a pass over a chain in one stretch. */
  static Hidden of(Network network, Network.Forward forward) {
    int size = network.layers().size() - 1;
    Network.Stretch stretch = forward.stretches().get(0);
    return new Hidden(
        network.layers().subList(0, size),
        stretch.readouts().subList(0, size),
        stretch.tapes().subList(0, size),
        stretch.last().nodes().subList(0, size),
        stretch.readouts().get(size - 1).output());
  }

  /** Number of hidden layers. */
  int size() {
    return layers.size();
  }

  /** Back-propagates the gradient of the last hidden layer's output through all of them. */
  void backward(Tensor gradBelow, Pass pass) {
    Tensor gradient = gradBelow;
    for (int k = size() - 1; k >= 0; k--) {
      gradient =
          layers
              .get(k)
              .backward(tapes.get(k), new ReadoutGradient(gradient, null, null), k > 0, pass);
    }
  }

  /** Lets one layer learn from a signal in place of its output's gradient. */
  void learn(int k, Tensor signal, Pass pass) {
    layers.get(k).backward(tapes.get(k), new ReadoutGradient(signal, null, null), false, pass);
  }
}
