package dev.snn.training.rule;

import dev.snn.api.data.Samples;
import dev.snn.api.learning.LearningRule;
import dev.snn.api.learning.LearningRulePlugin;
import dev.snn.api.learning.Network;
import dev.snn.api.loss.Loss;
import dev.snn.api.neuron.Pass;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.tensor.Signal;

/**
 * {@code bptt}: back-propagation through time with surrogate derivatives at deterministic neurons
 * and straight-through gradients ({@code dy/dp = 1}) at Bernoulli readouts.
 */
public final class Bptt implements LearningRulePlugin<Bptt.Config> {

  /** {@code bptt} has no options. */
  public record Config() {}

  @Override
  public String name() {
    return "bptt";
  }

  @Override
  public Config defaults() {
    return new Config();
  }

  @Override
  public LearningRule create(Config config, BuildContext context) {
    return new Rule();
  }

  @Override
  public String description() {
    return "back-propagation through time with surrogate and straight-through gradients";
  }

  @Override
  public String citation() {
    return "Neftci, Mostafa, Zenke 2019, doi:10.1109/MSP.2019.2931595; Bengio, Leonard, Courville 2013, arXiv:1308.3432";
  }

  private record Rule() implements LearningRule {
    @Override
    public Step accumulate(Network network, Signal input, Samples batch, Pass pass) {
      Network.Forward forward = network.forward(input, pass);
      Loss.Value loss = network.loss().evaluate(forward.outcome(), batch, pass);
      network.backward(forward, loss.gradPrediction(), loss.gradReadout(), pass);
      return new Step(forward, loss);
    }
  }
}
