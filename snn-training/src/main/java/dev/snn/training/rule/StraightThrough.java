package dev.snn.training.rule;

import dev.snn.api.data.Samples;
import dev.snn.api.layer.ReadoutGradient;
import dev.snn.api.learning.LearningRule;
import dev.snn.api.learning.LearningRulePlugin;
import dev.snn.api.learning.Network;
import dev.snn.api.loss.Loss;
import dev.snn.api.neuron.Pass;
import dev.snn.api.neuron.Tape;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Doc;
import dev.snn.api.random.Seed;
import dev.snn.api.tensor.Signal;
import dev.snn.api.tensor.Tensor;

/**
 * {@code straight-through}: the gradient of the loss goes through drawn spikes as if they were
 * their probabilities, {@code dy/dp = 1}, and reaches hidden layers by a credit of choice. With
 * {@code credit: bptt} it computes what {@code bptt} does.
 *
 * <p>For local credits the error of the readout is {@code e_t = (dL/dy_t) p_t (1 - p_t) + dL/du_t}
 * where it is stochastic, and {@code dL/dy_t} where it is not. What a loss says of hidden layers
 * adds to their learning signals and goes no further down.
 */
public final class StraightThrough implements LearningRulePlugin<StraightThrough.Config> {

  /** Options of {@code straight-through}. */
  public record Config(@Doc("how hidden layers get their error") Credit credit) {}

  @Override
  public String name() {
    return "straight-through";
  }

  @Override
  public Config defaults() {
    return new Config(Credit.BPTT);
  }

  @Override
  public LearningRule create(Config config, BuildContext context) {
    Seed seed = new Seed(context.random("credit").nextLong());
    return new Rule(config.credit(), new LocalCredit(config.credit(), seed, context.outputs()));
  }

  @Override
  public String description() {
    return "straight-through gradients at drawn spikes, with a choice of credit for hidden layers";
  }

  @Override
  public String citation() {
    return "Bengio, Leonard, Courville 2013, arXiv:1308.3432";
  }

  private record Rule(Credit credit, LocalCredit local) implements LearningRule {
    @Override
    public Step accumulate(Network network, Signal input, Samples batch, Pass pass) {
      boolean exact = credit == Credit.BPTT || network.nodes().size() < 2;
      if (!exact) {
        network.requireChain("credit '" + credit.id() + "'");
      }
      Network.Forward forward = network.forward(input, pass);
      Loss.Value loss = network.loss().evaluate(forward.outcome(), batch, pass);
      if (exact) {
        network.backward(forward, loss.gradPrediction(), loss.gradReadout(), pass);
        return new Step(forward, loss);
      }
      ReadoutGradient gradient =
          network
              .decoder()
              .backward(forward.decoded().tape(), loss.gradPrediction(), pass)
              .plus(loss.gradReadout());
      int last = network.layers().size() - 1;
      Hidden hidden = Hidden.of(network, forward);
      Tensor error = error(forward, gradient, pass);
      Tape tape = forward.stretches().get(0).tapes().get(last);
      network.layers().get(last).backward(tape, gradient.ofLast(), false, pass);
      local.assign(network, hidden, error, gradient.hidden(), batch, pass);
      return new Step(forward, loss);
    }

    private static Tensor error(Network.Forward forward, ReadoutGradient gradient, Pass pass) {
      Signal output = forward.readout().output();
      Tensor error = pass.arena().zeros(output.steps(), output.batch(), output.size());
      ReadoutGradient.sum(error, gradient.output());
      ReadoutGradient.sum(error, gradient.probability());
      if (forward.readout().isStochastic()) {
        Tensor p = forward.readout().probability();
        for (int r = 0; r < error.rows().length; r++) {
          float[] e = error.rows()[r];
          float[] row = p.rows()[r];
          for (int i = 0; i < error.size(); i++) {
            e[i] *= row[i] * (1 - row[i]);
          }
        }
      }
      return ReadoutGradient.sum(error, gradient.membrane());
    }
  }
}
