package dev.snn.api.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.snn.api.neuron.Pass;
import dev.snn.api.neuron.State;
import dev.snn.api.tensor.Spikes;
import dev.snn.api.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadoutTest {
  private static Tensor filled(float value) {
    return Tensor.zeros(1, 1, 2).fill(value);
  }

  @Test
  void theProbabilityIsComputedOnceWhenAskedFor() {
    int[] calls = {0};
    Readout readout =
        new Readout(
            filled(1),
            filled(2),
            () -> {
              calls[0]++;
              return filled(0.5f);
            },
            true);
    assertThat(calls[0]).isZero();
    Readout shuffled = readout.withOutput(filled(0));
    assertThat(shuffled.probability()).isSameAs(readout.probability());
    assertThat(calls[0]).isEqualTo(1);
    assertThat(shuffled.isStochastic()).isTrue();
    assertThat(shuffled.membrane()).isSameAs(readout.membrane());
    assertThat(shuffled.output()).isNotSameAs(readout.output());
  }

  @Test
  void anInputHasNoMembraneAndNoProbability() {
    Readout input = Readout.of(filled(1));
    assertThat(input.isStochastic()).isFalse();
    assertThatThrownBy(input::membrane)
        .hasMessage(
            "this readout has no membrane: the network needs a layer of neurons at its end, such as dense");
    assertThatThrownBy(input::probability).hasMessageContaining("no firing probability");
    assertThatThrownBy(input.withOutput(filled(0))::probability)
        .hasMessageContaining("no firing probability");
  }

  @Test
  void whatIsCutOffIsNotSeen() {
    Tensor levels = Tensor.zeros(3, 2, 2);
    levels.row(2, 1)[0] = 7;
    Spikes spikes = Spikes.of(Tensor.zeros(3, 2, 2).fill(1));
    Readout early = new Readout(spikes, levels, () -> levels, true).until(2);
    Spikes seen = (Spikes) early.output();
    assertThat(seen.steps()).isEqualTo(3);
    assertThat(seen.total()).isEqualTo(8);
    assertThat(seen.toTensor().row(1, 1)).containsExactly(1, 1);
    assertThat(seen.toTensor().row(2, 0)).containsExactly(0, 0);
    assertThat(early.membrane().steps()).isEqualTo(2);
    assertThat(early.probability().steps()).isEqualTo(2);
    assertThat(early.isStochastic()).isTrue();
    assertThat(spikes.total()).isEqualTo(12);
    Readout bare = Readout.of(spikes).until(1);
    assertThat(((Spikes) bare.output()).total()).isEqualTo(4);
    assertThatThrownBy(bare::membrane).hasMessageContaining("no membrane");
    assertThatThrownBy(() -> Readout.of(levels).until(1))
        .hasMessage("only a readout of spikes can be cut off");
  }

  @Test
  void gradientsAddPartByPart() {
    ReadoutGradient sum =
        new ReadoutGradient(filled(1), null, filled(3))
            .plus(new ReadoutGradient(filled(4), filled(5), null));
    assertThat(sum.output().row(0, 0)).containsExactly(5, 5);
    assertThat(sum.membrane().row(0, 0)).containsExactly(5, 5);
    assertThat(sum.probability().row(0, 0)).containsExactly(3, 3);
    assertThat(ReadoutGradient.NONE.plus(ReadoutGradient.NONE)).isEqualTo(ReadoutGradient.NONE);
  }

  @Test
  void parametersKeepTheirArraysUnderAnotherName() {
    Parameter p = Parameter.of("w", new float[][] {{1, 2}, {3}});
    assertThat(p.count()).isEqualTo(3);
    assertThat(p.trainable()).isTrue();
    p.gradient()[1][0] = 4;
    Parameter named = p.named("layers[0].w");
    assertThat(named.name()).isEqualTo("layers[0].w");
    named.clearGradient();
    assertThat(p.gradient()[1]).containsExactly(0);
    assertThat(Parameter.zeros("z", 2, 3).value()).isDeepEqualTo(new float[2][3]);
    assertThat(Parameter.Constraint.NONE.project(-2.5f)).isEqualTo(-2.5f);
  }

  @Test
  void statesAreFoundByNameAndCopiedDeep() {
    State state = State.zeros(List.of("v", "a"), 2, 3);
    State copy = state.copy();
    copy.get("a")[1][2] = 5;
    assertThat(state.get("a")[1][2]).isZero();
    assertThat(copy.get("v")).isDeepEqualTo(new float[2][3]);
    assertThatThrownBy(() -> state.get("w")).hasMessage("no state 'w'; there are [v, a]");
  }

  @Test
  void aPassKeysItsDrawsByExampleNotByRow() {
    Pass pass = Pass.hard().withKey(5).forIds(10, 11);
    long key = pass.purposeKey("rate");
    assertThat(pass.exampleKey(key, 1)).isEqualTo(pass.forIds(11).exampleKey(key, 0));
    assertThat(pass.exampleKey(key, 0)).isNotEqualTo(pass.exampleKey(key, 1));
    assertThat(pass.purposeKey("other")).isNotEqualTo(key);
    assertThat(pass.withKey(6).purposeKey("rate")).isNotEqualTo(key);
    assertThat(Pass.hard().exampleKey(key, 3)).isEqualTo(Pass.hard().forIds(3).exampleKey(key, 0));
    assertThat(Pass.hard().isHard()).isTrue();
    assertThat(Pass.smooth().isHard()).isFalse();
    assertThat(pass.startingAt(4).firstStep()).isEqualTo(4);
  }
}
