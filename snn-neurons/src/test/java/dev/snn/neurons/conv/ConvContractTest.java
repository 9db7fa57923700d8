package dev.snn.neurons.conv;

import dev.snn.api.layer.LayerPlugin;
import dev.snn.api.plugin.Part;
import dev.snn.testkit.PartBinder;
import dev.snn.testkit.junit.LayerContract;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

class ConvContractTest implements LayerContract {
  private static final Part FLAT = Part.of("sigmoid", "slope", 4.0);

  @Override
  public LayerPlugin<?> plugin() {
    return new Conv();
  }

  /** Without and with neurons of every kind, odd geometry, and every initialisation. */
  @Override
  public List<? extends Record> configurations() {
    return Stream.of(
            Map.<String, Object>of(),
            Map.of("bias", false, "kernel", 2, "stride", 2, "init", "kaiming-normal"),
            Map.of("kernel", 5, "padding", 1, "channels", 3, "init", "orthogonal"),
            Map.of("stride", 3, "padding", 0, "init", "xavier-uniform"),
            Map.of("padding", 2, "dilation", 2),
            Map.of("channels", 4, "groups", 2),
            Map.of("channels", 2, "neuron", Part.of("if", "surrogate", FLAT, "reset", "zero")),
            Map.of("channels", 2, "neuron", Part.of("lif", "surrogate", FLAT)),
            Map.of("channels", 2, "neuron", Part.of("plif", "surrogate", FLAT)),
            Map.of("channels", 2, "neuron", Part.of("lif-trace", "surrogate", FLAT)))
        .map(options -> PartBinder.bind(new Conv().defaults(), options))
        .toList();
  }
}
