package dev.snn.neurons.lif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.snn.api.neuron.NeuronPlugin;
import dev.snn.api.plugin.Part;
import dev.snn.neurons.Driven;
import dev.snn.testkit.Contracts;
import dev.snn.testkit.PartBinder;
import dev.snn.testkit.junit.NeuronContract;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LiContractTest implements NeuronContract {
  @Override
  public NeuronPlugin<?> plugin() {
    return new Li();
  }

  @Override
  public List<? extends Record> configurations() {
    List<Record> all = new ArrayList<>(Contracts.variants(plugin()));
    for (boolean delay : new boolean[] {false, true}) {
      for (boolean decay : new boolean[] {false, true}) {
        all.add(
            PartBinder.bind(
                plugin().defaults(),
                Map.of(
                    "tau_syn",
                    5.0,
                    "current_delay",
                    delay,
                    "decay_current",
                    decay,
                    "v_leak",
                    0.3)));
      }
    }
    return all;
  }

  /**
   * The differential equation solved for a current that is held: v_inf + (v - v_inf) exp(-t/tau).
   */
  @Test
  void aHeldCurrentMakesTheExactExponential() {
    Part part = Part.of("li", "tau_mem", 12.0, "r", 3.0, "v_leak", 0.2, "v_init", -1.0);
    Driven run = Driven.of(part, 0.5, 400, t -> 0.7);
    double target = 0.2 + 3 * 0.7;
    for (int t = 0; t < 400; t++) {
      double right = target + (-1 - target) * Math.exp(-0.5 * (t + 1) / 12);
      assertThat((double) run.membrane()[t]).isCloseTo(right, within(1e-5));
    }
    assertThat(run.output()).isEqualTo(run.membrane());
  }

  /** The impulse response of two filters one behind the other, from its sum. */
  @Test
  void aSynapticCurrentFiltersFirst() {
    Part part =
        Part.of("li", "alpha", 0.9, "alpha_syn", 0.6, "decay_current", false, "decay_input", false);
    Driven run = Driven.of(part, 1, 40, t -> t == 0 ? 1 : 0);
    for (int t = 0; t < 40; t++) {
      double right = 0;
      for (int k = 0; k <= t; k++) {
        right += Math.pow(0.6, k) * Math.pow(0.9, t - k);
      }
      assertThat((double) run.membrane()[t]).isCloseTo(right, within(1e-6));
    }
  }

  @Test
  void aDelayWithoutACurrentIsRefused() {
    assertThatThrownBy(() -> PartBinder.bind(new Li().defaults(), Map.of("current_delay", true)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("current_delay is of a synaptic current: give tau_syn or alpha_syn");
  }
}
