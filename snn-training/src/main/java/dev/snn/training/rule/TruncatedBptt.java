package dev.snn.training.rule;

import dev.snn.api.data.Samples;
import dev.snn.api.learning.LearningRule;
import dev.snn.api.learning.LearningRulePlugin;
import dev.snn.api.learning.Network;
import dev.snn.api.loss.Loss;
import dev.snn.api.neuron.Pass;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;
import dev.snn.api.tensor.Signal;

/**
 * {@code truncated-bptt}: back-propagation through time within windows of k steps. The forward pass
 * is that of {@code bptt}: each window begins with the state that the one before it left, decoder
 * and loss see the readout of all steps. Going backward, the gradient of the readout of a window
 * reaches the steps of that window only; what the state brought from earlier steps is a constant.
 * With {@code k >= T} it computes what {@code bptt} does, bit for bit. Layers with statistics over
 * the batch compute them for each window.
 */
public final class TruncatedBptt implements LearningRulePlugin<TruncatedBptt.Config> {

  /** Options of {@code truncated-bptt}. */
  public record Config(@Doc("length k of a window, steps") int steps) {
    /** Checks the values. */
    public Config {
      Check.atLeastOne("steps", steps);
    }
  }

  @Override
  public String name() {
    return "truncated-bptt";
  }

  @Override
  public Config defaults() {
    return new Config(20);
  }

  @Override
  public LearningRule create(Config config, BuildContext context) {
    return new Rule(config.steps());
  }

  @Override
  public String description() {
    return "back-propagation through time within windows, with the state carried over";
  }

  @Override
  public String citation() {
    return "Williams, Peng 1990, doi:10.1162/neco.1990.2.4.490";
  }

  private record Rule(int steps) implements LearningRule {
    @Override
    public Step accumulate(Network network, Signal input, Samples batch, Pass pass) {
      Network.Forward forward = network.forwardInWindows(input, steps, pass);
      Loss.Value loss = network.loss().evaluate(forward.outcome(), batch, pass);
      network.backward(forward, loss.gradPrediction(), loss.gradReadout(), pass);
      return new Step(forward, loss);
    }
  }
}
