package dev.snn.losses.loss;

import dev.snn.api.loss.LossPlugin;
import dev.snn.api.plugin.Part;
import dev.snn.testkit.junit.LossContract;
import java.util.List;

class RateBoundsContractTest implements LossContract {
  @Override
  public LossPlugin<?> plugin() {
    return new RateBounds();
  }

  @Override
  public List<? extends Record> configurations() {
    return List.of(
        new RateBounds().defaults(),
        new RateBounds.Config(Part.of("mse"), List.of("hidden"), 4, 0.5, 1, 0.5, 2),
        new RateBounds.Config(Part.of("spike-rate"), List.of("0", "readout"), 2.5, 1, 1.5, 2, 1),
        new RateBounds.Config(Part.of("vib"), List.of("all"), 4, 1, 0, 1, 2));
  }
}
