package dev.snn.encoders;

import dev.snn.api.codec.EncoderPlugin;
import dev.snn.testkit.junit.EncoderContract;
import java.util.List;

class DeltaEncoderContractTest implements EncoderContract {
  @Override
  public EncoderPlugin<?> plugin() {
    return new DeltaEncoder();
  }

  @Override
  public List<? extends Record> configurations() {
    return List.of(
        new DeltaEncoder().defaults(),
        new DeltaEncoder.Config(0.3, DeltaEncoder.Against.PREVIOUS, false, true));
  }
}
