package dev.snn.neurons.lif;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.snn.api.neuron.NeuronPlugin;
import dev.snn.neurons.lif.Combinations.Choice;
import dev.snn.testkit.PartBinder;
import dev.snn.testkit.junit.NeuronContract;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AdaptiveLifContractTest implements NeuronContract {
  @Override
  public NeuronPlugin<?> plugin() {
    return new AdaptiveLif();
  }

  @Override
  public List<? extends Record> configurations() {
    return Combinations.of(
        plugin(),
        Choice.of("reset_delay", false),
        Choice.of("detach_reset", false),
        Choice.of("t_refractory", 2.0),
        Choice.of("v_init", 0.3),
        Choice.of("decay_input", false),
        Choice.of("learn", List.of("decay", "r", "v_threshold")),
        Choice.of("per_neuron", true));
  }

  @Test
  void optionsBeyondTheRangeOfAFloatAreRefused() {
    assertThatThrownBy(() -> PartBinder.bind(new AdaptiveLif().defaults(), Map.of("beta", 1e39)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("beta must be a finite number, got 1.0E39");
  }
}
