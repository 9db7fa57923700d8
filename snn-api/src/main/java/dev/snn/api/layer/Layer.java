package dev.snn.api.layer;

import dev.snn.api.neuron.Pass;
import dev.snn.api.neuron.State;
import dev.snn.api.neuron.Tape;
import dev.snn.api.tensor.Shape;
import dev.snn.api.tensor.Signal;
import dev.snn.api.tensor.Tensor;
import java.util.List;
import java.util.Optional;

/**
 * Weights and neurons, or a function without either such as pooling: turns a signal {@code [T x B x
 * In]} into a {@link Readout} {@code [T x B x Out]}.
 */
public interface Layer {

  /** Number of input lines. */
  int inputSize();

  /** Number of neurons. */
  int outputSize();

  /** How the input lines lie; its size is {@link #inputSize()}. */
  default Shape inputShape() {
    return Shape.flat(inputSize());
  }

  /** How the neurons lie; its size is {@link #outputSize()}. */
  default Shape outputShape() {
    return Shape.flat(outputSize());
  }

  /** What this layer promises; a layer of neurons unless it says otherwise. */
  default Capabilities capabilities() {
    return Capabilities.SPIKING;
  }

  /**
   * Parameters of the layer and of its neurons: all that a checkpoint has to keep. Running values
   * that a training pass updates are among them, not trainable.
   */
  List<Parameter> parameters();

  /** The state every example starts from. */
  State initialState(int batch);

  /** Runs the layer over all steps of the input; {@code initial} is not modified. */
  Forward forward(Signal input, State initial, Pass pass);

  /**
   * Back-propagates; adds to the gradients of {@link #parameters()}. May reuse the arrays of {@code
   * gradient}. Not called of a layer that declares no gradient.
   *
   * @param needInput false where nobody needs the gradient of the input
   * @return the gradient of the input {@code [T x B x In]}, or null where it is not needed
   */
  Tensor backward(Tape tape, ReadoutGradient gradient, boolean needInput, Pass pass);

  /**
   * The synapses, for counting operations; empty where the layer does not say, so that nothing is
   * counted.
   */
  default Optional<List<Synapses>> synapses() {
    return Optional.empty();
  }

  /** How it learns without gradients; empty where it does not. */
  default Optional<LocalLearning> localLearning() {
    return Optional.empty();
  }

  /**
   * What a place of the output sees, for pictures of what maps look for. A layer that has one and a
   * {@link #localLearning} keeps the weights of channel c at (i, j) of the square in row {@code (c
   * size + i) size + j}, one for each map; one that has a window only sees each channel by itself.
   * Empty where the layer does not say.
   */
  default Optional<Window> window() {
    return Optional.empty();
  }

  /** Result of a forward pass. */
  record Forward(Readout readout, State last, Tape tape) {}
}
