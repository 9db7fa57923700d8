package dev.snn.losses.decoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.snn.api.codec.Decoder;
import dev.snn.api.layer.Readout;
import dev.snn.api.neuron.Pass;
import dev.snn.api.plugin.Family;
import dev.snn.api.plugin.NotApplicableException;
import dev.snn.api.plugin.Part;
import dev.snn.api.tensor.Spikes;
import dev.snn.api.tensor.SpikesBuilder;
import dev.snn.api.tensor.Tensor;
import dev.snn.testkit.TestContext;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Scores of the handcrafted decoders, worked out by hand; 6 steps, 6 neurons, 3 classes. */
class DecisionsTest {
  private static final Pass EVALUATING =
      new Pass(
          false, Pass.hard().spiking(), Pass.hard().parallel(), Pass.hard().arena(), 0, null, 0);

  private static Decoder decoder(Part part) {
    return TestContext.of(6, DecisionsTest.class.getClassLoader())
        .create(Family.DECODER, "decoder", part, 6);
  }

  /** Spikes given as pairs of step and neuron, in order. */
  private static Spikes spikes(int... stepAndNeuron) {
    SpikesBuilder builder = new SpikesBuilder(6, 1, 6);
    for (int k = 0; k < stepAndNeuron.length; k += 2) {
      builder.lane(0).add(stepAndNeuron[k], stepAndNeuron[k + 1]);
    }
    return builder.build();
  }

  private static float[] scores(Part part, Spikes spikes, Pass pass, boolean stochastic) {
    Tensor membrane = Tensor.zeros(6, 1, 6);
    membrane.row(2, 0)[3] = 0.8f;
    membrane.row(4, 0)[1] = 0.5f;
    membrane.row(5, 0)[5] = -2;
    Tensor probability = Tensor.zeros(6, 1, 6).fill(0.1f);
    probability.row(3, 0)[4] = 0.7f;
    Readout readout = new Readout(spikes, membrane, () -> probability, stochastic);
    return decoder(part).decode(readout, pass).prediction().row(0, 0);
  }

  @Test
  void rateCountsTheSpikesOfAClass() {
    Spikes s = spikes(0, 0, 1, 1, 1, 4, 3, 0);
    assertThat(scores(Part.of("rate"), s, Pass.hard(), true)).containsExactly(3, 0, 1);
    assertThat(scores(Part.of("rate", "scale", 2.0), s, EVALUATING, true)).containsExactly(6, 0, 2);
  }

  @Test
  void silenceIsDecidedByProbabilityOrMembrane() {
    for (String type : new String[] {"rate", "first-spike"}) {
      assertThat(scores(Part.of(type), spikes(), EVALUATING, true))
          .containsExactly(0.1f, 0.1f, 0.7f);
      assertThat(scores(Part.of(type), spikes(), EVALUATING, false))
          .containsExactly(0.5f, 0.8f, 0f);
    }
    assertThat(scores(Part.of("rate"), spikes(), Pass.hard(), true)).containsExactly(0, 0, 0);
  }

  @Test
  void theEarliestSpikeOfAClassIsItsScore() {
    Spikes s = spikes(1, 5, 2, 0, 2, 4, 4, 1);
    assertThat(scores(Part.of("first-spike"), s, EVALUATING, true)).containsExactly(-2, -6, -1);
    assertThat(scores(Part.of("first-spike"), spikes(0, 2, 0, 4), EVALUATING, true))
        .containsExactly(-6, 0, 0);
  }

  /** Neurons 1 and 3 of classes 0 and 1 at step 2 (0 and .8), 1 and 4 at step 3 (.1 and .7). */
  @Test
  void tiesOfTheFirstStepGoToTheHigherMembraneOrProbability() {
    Part first = Part.of("first-spike");
    assertThat(scores(first, spikes(2, 1, 2, 3), EVALUATING, false))
        .containsExactly(-2, -2 + 1 / 3f, -6);
    assertThat(scores(first, spikes(3, 1, 3, 4), EVALUATING, true))
        .containsExactly(-3, -6, -3 + 1 / 3f);
    assertThat(scores(first, spikes(2, 1, 2, 3, 2, 4), EVALUATING, true))
        .as("equal probabilities: the lowest class")
        .containsExactly(-2, -2, -2);
    assertThat(scores(first, spikes(4, 0, 4, 1, 4, 2, 5, 4), EVALUATING, false))
        .as("the highest of the neurons of a class that spike")
        .containsExactly(-4 + 1 / 3f, -4, -5);
    assertThat(scores(first, spikes(2, 3, 3, 1, 3, 4), EVALUATING, true))
        .as("no later step overtakes an earlier one")
        .containsExactly(-3, -2, -3 + 1 / 3f);
  }

  @Test
  void theShareOfTiesIsATermOfEvaluations() {
    SpikesBuilder builder = new SpikesBuilder(6, 4, 6);
    int[][] spikes = {{0, 1, 0}, {0, 1, 2}, {1, 1, 0}, {1, 1, 1}, {1, 2, 2}, {2, 3, 5}};
    for (int[] spike : spikes) {
      builder.lane(spike[0]).add(spike[1], spike[2]);
    }
    Readout readout =
        new Readout(builder.build(), Tensor.zeros(6, 4, 6), () -> Tensor.zeros(6, 4, 6), true);
    Decoder decoder = decoder(Part.of("first-spike"));
    Map<String, Double> terms = decoder.decode(readout, EVALUATING).terms();
    assertThat(terms).containsExactly(Map.entry("first_spike_ties", 0.25));
    assertThat(decoder.remarks(terms)).singleElement().asString().startsWith("in 25 % of");
    assertThat(decoder.remarks(Map.of("first_spike_ties", 0.05))).isEmpty();
    assertThat(decoder.decode(readout, Pass.hard()).terms()).isEmpty();
    Spikes tie = spikes(1, 1, 1, 3);
    assertThat(decoder.decode(Readout.of(tie), EVALUATING).prediction().row(0, 0))
        .as("nothing to order them by: the lowest class")
        .containsExactly(-1, -1, -6);
  }

  @Test
  void softTimesFollowTheSurvivalOfEachClass() {
    float[] soft = scores(Part.of("first-spike"), spikes(), Pass.hard(), true);
    double twoAtTenth = 0;
    double third = 0;
    double alive = 1;
    double aliveThird = 1;
    for (int t = 0; t < 6; t++) {
      alive *= 0.9 * 0.9;
      aliveThird *= (t == 3 ? 0.3 : 0.9) * 0.9;
      twoAtTenth += alive;
      third += aliveThird;
    }
    assertThat(soft[0]).isCloseTo((float) -twoAtTenth, within(1e-5f));
    assertThat(soft[1]).isCloseTo((float) -twoAtTenth, within(1e-5f));
    assertThat(soft[2]).isCloseTo((float) -third, within(1e-5f));
  }

  @Test
  void membranesAreCombinedOverTime() {
    Spikes none = spikes();
    assertThat(scores(Part.of("membrane", "over", "sum"), none, EVALUATING, true))
        .containsExactly(0.5f, 0.8f, -2);
    assertThat(scores(Part.of("membrane", "over", "mean"), none, EVALUATING, true))
        .containsExactly(0.5f / 6, 0.8f / 6, -2f / 6);
    assertThat(scores(Part.of("membrane", "over", "max"), none, EVALUATING, true))
        .containsExactly(0.5f, 0.8f, 0);
    assertThat(scores(Part.of("membrane", "over", "last"), none, EVALUATING, true))
        .containsExactly(0, 0, -2);
  }

  @Test
  void handcraftedDecodersNeedWholePopulations() {
    TestContext context = TestContext.of(7, getClass().getClassLoader());
    for (String type : new String[] {"rate", "first-spike", "membrane"}) {
      assertThatThrownBy(() -> context.create(Family.DECODER, "decoder", Part.of(type), 7))
          .isInstanceOf(NotApplicableException.class)
          .hasMessageContainingAll(type, "k x 3", "has 7");
      assertThat(context.create(Family.DECODER, "decoder", Part.of(type), 3).outputSize())
          .isEqualTo(3);
    }
  }

  @Test
  void learnedDecodersHaveTheSizesOfTheirNames() {
    assertThat(decoder(Part.of("mlp", "hidden", 0)).parameters().get(0).value())
        .hasDimensions(36, 18);
    assertThat(decoder(Part.of("mlp", "hidden", 4, "on", "counts")).parameters().get(0).value())
        .hasDimensions(6, 4);
    assertThat(decoder(Part.of("linear", "tau", 2)).parameters().get(0).value())
        .hasDimensions(12, 3);
    assertThat(decoder(Part.of("linear")).parameters()).hasSize(2);
    assertThatThrownBy(() -> decoder(Part.of("linear", "tau", 7)))
        .hasMessage("tau must be at most the number of steps 6, got 7");
    assertThatThrownBy(() -> decoder(Part.of("conv", "kernel", 2)))
        .hasMessage("kernel must be odd, got 2");
  }
}
