package dev.snn.neurons.lif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.snn.api.neuron.NeuronPlugin;
import dev.snn.api.plugin.Part;
import dev.snn.neurons.Driven;
import dev.snn.neurons.lif.Combinations.Choice;
import dev.snn.testkit.junit.NeuronContract;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AlphaContractTest implements NeuronContract {
  @Override
  public NeuronPlugin<?> plugin() {
    return new Alpha();
  }

  @Override
  public List<? extends Record> configurations() {
    return Combinations.of(
        plugin(),
        Choice.of("reset", "subtract", "none"),
        Choice.of("reset_delay", true),
        Choice.of("strict", true),
        Choice.of("r", 2.5),
        Choice.of("tau_syn", 20.0, 30.0),
        Choice.of("tau_mem", Map.of("uniform", Map.of("low", 10, "high", 30))));
  }

  /** The response to one input, of which the recursion knows nothing. */
  @Test
  void aSingleInputMakesTheDifferenceOfTwoExponentials() {
    Driven run = Driven.of(Part.of("alpha", "r", 0.4), 0.5, 200, t -> t == 3 ? 1 : 0);
    for (int t = 3; t < 200; t++) {
      double time = 0.5 * (t - 3);
      double right = 0.4 * 20 / (20 - 5.0) * (Math.exp(-time / 20) - Math.exp(-time / 5));
      assertThat((double) run.membrane()[t]).isCloseTo(right, within(1e-6));
    }
  }

  @Test
  void equalTimeConstantsMakeTheAlphaFunction() {
    Part part = Part.of("alpha", "tau_mem", 8.0, "tau_syn", 8.0);
    Part nearly = Part.of("alpha", "tau_mem", 8.0, "tau_syn", 7.9999);
    Driven run = Driven.of(part, 1, 60, t -> t == 0 ? 1 : 0);
    Driven beside = Driven.of(nearly, 1, 60, t -> t == 0 ? 1 : 0);
    for (int t = 0; t < 60; t++) {
      assertThat((double) run.membrane()[t]).isCloseTo(t / 8.0 * Math.exp(-t / 8.0), within(1e-6));
      assertThat(beside.membrane()[t]).isCloseTo(run.membrane()[t], within(1e-5f));
    }
  }

  /** A subtracted threshold comes back with the slower of the two. */
  @Test
  void aSubtractedThresholdComesBackWithTheDecay() {
    Part part = Part.of("alpha", "reset", "subtract", "r", 1.5);
    Part free = Part.of("alpha", "reset", "none", "r", 1.5);
    Driven run = Driven.of(part, 1, 80, t -> t == 0 ? 1.2 : 0);
    Driven without = Driven.of(free, 1, 80, t -> t == 0 ? 1.2 : 0);
    int at = run.spikes()[0];
    assertThat(run.spikes()).hasSize(1);
    for (int t = at + 1; t < 80; t++) {
      double right = without.membrane()[t] - Math.exp(-(t - at) / 20.0);
      assertThat((double) run.membrane()[t]).isCloseTo(right, within(1e-5));
    }
  }

  @Test
  void aDecayOfZeroIsRefused() {
    assertThatThrownBy(() -> Driven.of(Part.of("alpha", "alpha_syn", 0.0), 1, 1, t -> 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("alpha_syn makes a decay per step of 0");
  }
}
