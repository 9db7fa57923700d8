package dev.snn.losses.decoder;

import dev.snn.api.codec.DecoderPlugin;
import dev.snn.testkit.junit.DecoderContract;

class RateContractTest implements DecoderContract {
  @Override
  public DecoderPlugin<?> plugin() {
    return new Rate();
  }
}
