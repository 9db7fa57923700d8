package dev.snn.losses.decoder;

import dev.snn.api.codec.DecoderPlugin;
import dev.snn.testkit.junit.DecoderContract;
import java.util.List;

class MlpContractTest implements DecoderContract {
  @Override
  public DecoderPlugin<?> plugin() {
    return new Mlp();
  }

  @Override
  public List<? extends Record> configurations() {
    return List.of(
        new Mlp.Config(8, On.WINDOW, 0),
        new Mlp.Config(8, On.WINDOW, 2),
        new Mlp.Config(8, On.COUNTS, 0),
        new Mlp.Config(8, On.COUNTS, 2));
  }
}
