package dev.snn.training.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.snn.api.data.Samples;
import dev.snn.api.layer.Parameter;
import dev.snn.api.learning.LearningRule;
import dev.snn.api.learning.LearningRulePlugin;
import dev.snn.api.learning.Network;
import dev.snn.api.neuron.Pass;
import dev.snn.api.tensor.Spikes;
import dev.snn.testkit.junit.LearningRuleContract;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Of its default, whose windows are longer than the contract's six steps. */
class TruncatedBpttContractTest implements LearningRuleContract {
  private static final int STEPS = EnumeratedNetwork.STEPS;

  @Override
  public LearningRulePlugin<?> plugin() {
    return new TruncatedBptt();
  }

  private record Result(LearningRule.Step step, List<float[][]> gradients) {}

  private static Result run(LearningRule rule) {
    EnumeratedNetwork tiny = new EnumeratedNetwork();
    Spikes input = EnumeratedNetwork.input(4);
    Samples samples = EnumeratedNetwork.samples(4, 7);
    Network network = tiny.network;
    LearningRule.Step step =
        rule.accumulate(network, input, samples, Pass.hard().forIds(samples.ids()));
    return new Result(step, network.parameters().stream().map(Parameter::gradient).toList());
  }

  private static LearningRule truncated(int steps) {
    return new TruncatedBptt().create(new TruncatedBptt.Config(steps), null);
  }

  @ParameterizedTest
  @ValueSource(ints = {STEPS, STEPS + 1, 1000})
  void oneWindowIsBackPropagationThroughTimeBitForBit(int steps) {
    Result whole = run(new Bptt().create(new Bptt.Config(), null));
    Result one = run(truncated(steps));

    assertThat(one.step().loss().perExample()).isEqualTo(whole.step().loss().perExample());
    for (int p = 0; p < whole.gradients().size(); p++) {
      assertThat(one.gradients().get(p)).isDeepEqualTo(whole.gradients().get(p));
    }
  }

  /** The forward pass is the same; layers with a memory learn something else, the decoder not. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void shortWindowsChangeTheGradientsOfTheLayersOnly(int steps) {
    Result whole = run(new Bptt().create(new Bptt.Config(), null));
    Result parts = run(truncated(steps));

    assertThat(parts.step().loss().perExample()).isEqualTo(whole.step().loss().perExample());
    int decoder = whole.gradients().size() - 1;
    assertThat(parts.gradients().get(decoder)).isDeepEqualTo(whole.gradients().get(decoder));
    assertThat(parts.gradients().get(0)[0]).isNotEqualTo(whole.gradients().get(0)[0]);
    assertThat(parts.step().forward().stretches()).hasSize((STEPS + steps - 1) / steps);
  }

  @Test
  void theStateIsCarriedToTheLastStep() {
    assertThat(run(truncated(1)).step().forward().last().nodes())
        .hasSameSizeAs(run(truncated(STEPS)).step().forward().last().nodes())
        .allSatisfy(state -> assertThat(state.values()).isNotEmpty());
  }
}
