package dev.snn.losses.decoder;

import dev.snn.api.codec.DecoderPlugin;
import dev.snn.testkit.junit.DecoderContract;
import java.util.List;

class LinearContractTest implements DecoderContract {
  @Override
  public DecoderPlugin<?> plugin() {
    return new Linear();
  }

  @Override
  public List<? extends Record> configurations() {
    return List.of(
        new Linear.Config(On.WINDOW, 0),
        new Linear.Config(On.WINDOW, 2),
        new Linear.Config(On.WINDOW, 6),
        new Linear.Config(On.COUNTS, 0),
        new Linear.Config(On.COUNTS, 2),
        new Linear.Config(On.COUNTS, 6));
  }
}
