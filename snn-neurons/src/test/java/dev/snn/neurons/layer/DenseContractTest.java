package dev.snn.neurons.layer;

import dev.snn.api.layer.LayerPlugin;
import dev.snn.api.plugin.Part;
import dev.snn.testkit.Contracts;
import dev.snn.testkit.PartBinder;
import dev.snn.testkit.junit.LayerContract;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

class DenseContractTest implements LayerContract {
  @Override
  public LayerPlugin<?> plugin() {
    return new Dense();
  }

  /** Also with neurons that put out values, as dense rows and as events. */
  @Override
  public List<? extends Record> configurations() {
    List<Record> all = new ArrayList<>(Contracts.variants(plugin()));
    Part flat = Part.of("sigmoid", "slope", 4.0);
    for (Part neuron : List.of(Part.of("li"), Part.of("sigma-delta", "surrogate", flat))) {
      all.add(PartBinder.bind(plugin().defaults(), Map.of("neuron", neuron)));
    }
    return all;
  }
}
