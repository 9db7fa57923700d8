package dev.snn.neurons.conv;

import dev.snn.api.layer.LayerPlugin;
import dev.snn.api.plugin.Part;
import dev.snn.testkit.PartBinder;
import dev.snn.testkit.junit.LayerContract;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

class BatchNormContractTest implements LayerContract {
  private static final Part FLAT = Part.of("sigmoid", "slope", 4.0);

  @Override
  public LayerPlugin<?> plugin() {
    return new BatchNorm();
  }

  /** Without neurons, as tdBN, and with neurons. */
  @Override
  public List<? extends Record> configurations() {
    return Stream.of(
            Map.<String, Object>of(),
            Map.of("scale", 0.5, "weight", 2.0, "bias", 0.3, "momentum", 0.5),
            Map.of("neuron", Part.of("if", "surrogate", FLAT, "reset", "zero")),
            Map.of("neuron", Part.of("plif", "surrogate", FLAT)))
        .map(options -> PartBinder.bind(new BatchNorm().defaults(), options))
        .toList();
  }
}
