package dev.snn.neurons.lif;

import dev.snn.api.neuron.NeuronPlugin;
import dev.snn.neurons.lif.Combinations.Choice;
import dev.snn.testkit.junit.NeuronContract;
import java.util.List;

class IntegrateAndFireContractTest implements NeuronContract {
  @Override
  public NeuronPlugin<?> plugin() {
    return new IntegrateAndFire();
  }

  @Override
  public List<? extends Record> configurations() {
    return Combinations.of(
        plugin(),
        Choice.of("reset", "zero", "none"),
        Choice.of("detach_reset", false),
        Choice.of("reset_delay", true),
        Choice.of("t_refractory", 2.0),
        Choice.of("v_init", 0.3),
        Choice.of("learn", List.of("r", "v_threshold")),
        Choice.of("per_neuron", true));
  }
}
