package dev.snn.encoders;

import dev.snn.api.codec.EncoderPlugin;
import dev.snn.testkit.junit.EncoderContract;
import java.util.List;

class DogLatencyEncoderContractTest implements EncoderContract {
  @Override
  public EncoderPlugin<?> plugin() {
    return new DogLatencyEncoder();
  }

  @Override
  public List<? extends Record> configurations() {
    return List.of(
        new DogLatencyEncoder().defaults(),
        new DogLatencyEncoder.Config(40, 3, 2, 0.5, 10, 0),
        new DogLatencyEncoder.Config(1, 5, 0.7, 1.5, 1, 2));
  }
}
