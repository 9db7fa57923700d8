package dev.snn.encoders;

import dev.snn.api.codec.EncoderPlugin;
import dev.snn.testkit.junit.EncoderContract;

class RowsEncoderContractTest implements EncoderContract {
  @Override
  public EncoderPlugin<?> plugin() {
    return new RowsEncoder();
  }
}
