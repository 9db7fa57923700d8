package dev.snn.api.learning;

import dev.snn.api.data.Samples;
import dev.snn.api.loss.Loss;
import dev.snn.api.neuron.Pass;
import dev.snn.api.tensor.Signal;

/** How a batch becomes gradients. */
public interface LearningRule extends Stateful {

  /** Runs a batch forward and adds to the gradients of the network's parameters. */
  Step accumulate(Network network, Signal input, Samples batch, Pass pass);

  /** The forward pass that was made and its loss. */
  record Step(Network.Forward forward, Loss.Value loss) {}
}
