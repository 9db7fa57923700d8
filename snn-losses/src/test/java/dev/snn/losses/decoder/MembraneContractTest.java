package dev.snn.losses.decoder;

import dev.snn.api.codec.DecoderPlugin;
import dev.snn.testkit.junit.DecoderContract;

class MembraneContractTest implements DecoderContract {
  @Override
  public DecoderPlugin<?> plugin() {
    return new Membrane();
  }
}
