package dev.snn.losses.decoder;

import dev.snn.api.codec.DecoderPlugin;
import dev.snn.testkit.junit.DecoderContract;
import java.util.List;

class ConvContractTest implements DecoderContract {
  @Override
  public DecoderPlugin<?> plugin() {
    return new Conv();
  }

  @Override
  public List<? extends Record> configurations() {
    return List.of(
        new Conv.Config(4, 3, 2, On.WINDOW, 0, true),
        new Conv.Config(4, 3, 2, On.WINDOW, 0, false),
        new Conv.Config(4, 3, 2, On.WINDOW, 2, true),
        new Conv.Config(4, 1, 1, On.WINDOW, 0, true),
        new Conv.Config(4, 3, 2, On.COUNTS, 0, true),
        new Conv.Config(4, 3, 2, On.COUNTS, 2, true),
        new Conv.Config(4, 1, 1, On.COUNTS, 0, true));
  }
}
