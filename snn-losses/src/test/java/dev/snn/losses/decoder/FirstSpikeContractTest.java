package dev.snn.losses.decoder;

import dev.snn.api.codec.DecoderPlugin;
import dev.snn.testkit.junit.DecoderContract;

class FirstSpikeContractTest implements DecoderContract {
  @Override
  public DecoderPlugin<?> plugin() {
    return new FirstSpike();
  }
}
