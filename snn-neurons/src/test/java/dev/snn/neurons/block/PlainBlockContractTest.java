package dev.snn.neurons.block;

import dev.snn.api.layer.LayerPlugin;
import dev.snn.testkit.PartBinder;
import dev.snn.testkit.junit.LayerContract;
import java.util.List;
import java.util.Map;

class PlainBlockContractTest implements LayerContract {
  @Override
  public LayerPlugin<?> plugin() {
    return new PlainBlock();
  }

  @Override
  public List<? extends Record> configurations() {
    return List.of(
        new PlainBlock().defaults(),
        PartBinder.bind(new PlainBlock().defaults(), Map.of("repeat", 3)));
  }
}
