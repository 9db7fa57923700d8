package dev.snn.encoders;

import dev.snn.api.codec.EncoderPlugin;
import dev.snn.testkit.junit.EncoderContract;
import java.util.List;

class BurstEncoderContractTest implements EncoderContract {
  @Override
  public EncoderPlugin<?> plugin() {
    return new BurstEncoder();
  }

  @Override
  public List<? extends Record> configurations() {
    return List.of(new BurstEncoder().defaults(), new BurstEncoder.Config(6, 9, 1, 1));
  }
}
