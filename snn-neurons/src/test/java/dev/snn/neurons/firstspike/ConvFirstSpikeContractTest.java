package dev.snn.neurons.firstspike;

import dev.snn.api.layer.LayerPlugin;
import dev.snn.testkit.PartBinder;
import dev.snn.testkit.junit.LayerContract;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

class ConvFirstSpikeContractTest implements LayerContract {
  @Override
  public LayerPlugin<?> plugin() {
    return new ConvFirstSpike();
  }

  /** The second one refuses flat lines. */
  @Override
  public List<? extends Record> configurations() {
    return Stream.of(
            Map.<String, Object>of("threshold", 2.0),
            Map.of("kernel", 3, "padding", 0, "channels", 4, "threshold", 3.0),
            Map.of("kernel", 2, "padding", 1, "channels", 5, "inhibition", true, "threshold", 1.0))
        .map(options -> PartBinder.bind(new ConvFirstSpike().defaults(), options))
        .toList();
  }
}
