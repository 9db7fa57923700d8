package dev.snn.neurons.conv;

import dev.snn.api.layer.LayerPlugin;
import dev.snn.api.plugin.Part;
import dev.snn.testkit.PartBinder;
import dev.snn.testkit.junit.LayerContract;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

class NeuronsContractTest implements LayerContract {
  private static final Part FLAT = Part.of("sigmoid", "slope", 4.0);

  @Override
  public LayerPlugin<?> plugin() {
    return new Neurons();
  }

  @Override
  public List<? extends Record> configurations() {
    return Stream.of("lif", "if", "plif", "alif")
        .map(type -> Map.of("neuron", Part.of(type, "surrogate", FLAT)))
        .map(options -> PartBinder.bind(new Neurons().defaults(), options))
        .toList();
  }
}
