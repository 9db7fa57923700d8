package dev.snn.neurons.lif;

import dev.snn.api.neuron.NeuronPlugin;
import dev.snn.neurons.lif.Combinations.Choice;
import dev.snn.testkit.junit.NeuronContract;
import java.util.List;

class CubaLifContractTest implements NeuronContract {
  @Override
  public NeuronPlugin<?> plugin() {
    return new CubaLif();
  }

  @Override
  public List<? extends Record> configurations() {
    return Combinations.of(
        plugin(),
        Choice.of("current_delay", true),
        Choice.of("decay_current", false),
        Choice.of("decay_input", false),
        Choice.of("reset", "zero", "none"),
        Choice.of("reset_delay", true),
        Choice.of("t_refractory", 2.0),
        Choice.of("v_leak", 0.2),
        Choice.of("w_in", 1.5),
        Choice.of("learn", List.of("synaptic_decay", "decay", "r", "v_threshold")),
        Choice.of("per_neuron", true));
  }
}
