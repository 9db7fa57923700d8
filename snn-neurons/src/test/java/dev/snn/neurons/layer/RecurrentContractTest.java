package dev.snn.neurons.layer;

import dev.snn.api.layer.LayerPlugin;
import dev.snn.api.plugin.Part;
import dev.snn.testkit.PartBinder;
import dev.snn.testkit.junit.LayerContract;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

class RecurrentContractTest implements LayerContract {
  private static final Part FLAT = Part.of("sigmoid", "slope", 4.0);

  @Override
  public LayerPlugin<?> plugin() {
    return new Recurrent();
  }

  /** Neurons of every kind, with a surrogate so flat that central differences settle. */
  @Override
  public List<? extends Record> configurations() {
    return Stream.of(
            Map.of("neuron", Part.of("lif", "surrogate", FLAT)),
            Map.of("neuron", Part.of("lif", "surrogate", FLAT), "bias", false),
            Map.of("neuron", Part.of("lif", "surrogate", FLAT, "reset_delay", true)),
            Map.of("neuron", Part.of("plif", "surrogate", FLAT)),
            Map.of("neuron", Part.of("alif", "surrogate", FLAT)),
            Map.of("neuron", Part.of("cuba-lif", "surrogate", FLAT)),
            Map.of("neuron", Part.of("lif-trace", "surrogate", FLAT)),
            Map.of("neuron", Part.of("alpha", "surrogate", FLAT)),
            Map.of("neuron", Part.of("li", "tau_syn", 5.0)),
            Map.of("neuron", Part.of("sigma-delta", "surrogate", FLAT)))
        .map(options -> PartBinder.bind(new Recurrent().defaults(), options))
        .toList();
  }
}
