package dev.snn.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.snn.api.layer.Parameter;
import dev.snn.api.learning.LearningRule;
import dev.snn.api.learning.LearningRulePlugin;
import dev.snn.api.learning.Network;
import dev.snn.api.loss.Loss;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Family;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class BrokenRulesTest {
  public record Config() {}

  /** Back-propagation, then something done to the network. */
  public record Rule(Consumer<Network> after) implements LearningRulePlugin<Config> {
    @Override
    public String name() {
      return "test.rule";
    }

    @Override
    public Config defaults() {
      return new Config();
    }

    @Override
    public LearningRule create(Config config, BuildContext context) {
      return (network, input, batch, pass) -> {
        Network.Forward forward = network.forward(input, pass);
        Loss.Value loss = network.loss().evaluate(forward.outcome(), batch, pass);
        network.backward(forward, loss.gradPrediction(), loss.gradReadout(), pass);
        after.accept(network);
        return new LearningRule.Step(forward, loss);
      };
    }
  }

  private static void scale(Network network, String name, float factor) {
    for (Parameter p : network.parameters()) {
      if (p.name().equals(name)) {
        for (float[] row : p.gradient()) {
          for (int n = 0; n < row.length; n++) {
            row[n] *= factor;
          }
        }
      }
    }
  }

  @Test
  void backPropagationIsExact() {
    CheckResult result = Contracts.exactGradient(new Rule(network -> {})).result();
    assertThat(result.passed()).as(result.detail()).isTrue();
    assertThat(result.detail()).contains("layers[0].weight", "layers[1].weight", "decoder.gain");
  }

  @Test
  void oneLayersGradientFivePercentOff() {
    CheckResult result =
        Contracts.exactGradient(new Rule(network -> scale(network, "layers[0].weight", 1.05f)))
            .result();
    assertThat(result.passed()).isFalse();
    assertThat(result.detail()).contains("layers[0].weight", "central differences");
  }

  @Test
  void gradientOverwritten() {
    Caught.by(
        "adds to the gradients",
        Family.LEARNING_RULE,
        new Rule(network -> scale(network, "decoder.gain", 0.5f)),
        "must double the gradient");
  }

  @Test
  void valuesUpdatedByTheRule() {
    Caught.by(
        "purity",
        Family.LEARNING_RULE,
        new Rule(network -> network.parameters().get(0).value()[0][0] += 0.1f),
        "leave the values to the optimiser");
  }

  /** Weighs each batch by how many came before it, and does not say so. */
  public record Forgetful() implements LearningRulePlugin<Config> {
    @Override
    public String name() {
      return "test.forgetful";
    }

    @Override
    public Config defaults() {
      return new Config();
    }

    @Override
    public LearningRule create(Config config, BuildContext context) {
      int[] batches = {0};
      return new Rule(network -> scale(network, "decoder.gain", ++batches[0]))
          .create(config, context);
    }
  }

  @Test
  void stateThatIsForgotten() {
    Caught.by(
        "goes on from its state",
        Family.LEARNING_RULE,
        new Forgetful(),
        "interrupted after 3 of 4 batches");
  }
}
