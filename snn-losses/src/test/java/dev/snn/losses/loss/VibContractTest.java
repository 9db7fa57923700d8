package dev.snn.losses.loss;

import dev.snn.api.loss.LossPlugin;
import dev.snn.api.plugin.Part;
import dev.snn.testkit.junit.LossContract;
import java.util.List;

class VibContractTest implements LossContract {
  @Override
  public LossPlugin<?> plugin() {
    return new Vib();
  }

  /** A large beta, so that the rate term is not lost in the rounding of the distortion. */
  @Override
  public List<? extends Record> configurations() {
    return List.of(
        new Vib().defaults(),
        new Vib.Config(1, 0.3, Vib.Normalise.SUM, Part.of("cross-entropy")),
        new Vib.Config(20, 0.1, Vib.Normalise.MEAN, Part.of("bce")),
        new Vib.Config(1, 0.2, Vib.Normalise.SUM, Part.of("first-spike")));
  }
}
