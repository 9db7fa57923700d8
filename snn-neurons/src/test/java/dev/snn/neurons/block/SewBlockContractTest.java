package dev.snn.neurons.block;

import dev.snn.api.layer.LayerPlugin;
import dev.snn.testkit.PartBinder;
import dev.snn.testkit.junit.LayerContract;
import java.util.List;
import java.util.Map;

class SewBlockContractTest implements LayerContract {
  @Override
  public LayerPlugin<?> plugin() {
    return new SewBlock();
  }

  @Override
  public List<? extends Record> configurations() {
    return List.of(
        new SewBlock().defaults(),
        PartBinder.bind(
            new SewBlock().defaults(), Map.of("repeat", 3, "stride", 2, "project", true)));
  }
}
