package dev.snn.encoders;

import dev.snn.api.codec.EncoderPlugin;
import dev.snn.testkit.junit.EncoderContract;
import java.util.List;

class PhaseEncoderContractTest implements EncoderContract {
  @Override
  public EncoderPlugin<?> plugin() {
    return new PhaseEncoder();
  }

  @Override
  public List<? extends Record> configurations() {
    return List.of(new PhaseEncoder().defaults(), new PhaseEncoder.Config(9, 4, true));
  }
}
