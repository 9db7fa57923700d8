package dev.snn.encoders;

import dev.snn.api.codec.EncoderPlugin;
import dev.snn.testkit.junit.EncoderContract;
import java.util.List;

class GrfEncoderContractTest implements EncoderContract {
  @Override
  public EncoderPlugin<?> plugin() {
    return new GrfEncoder();
  }

  @Override
  public List<? extends Record> configurations() {
    return List.of(
        new GrfEncoder().defaults(),
        new GrfEncoder.Config(7, 3, 2, GrfEncoder.Code.RANK, 0),
        new GrfEncoder.Config(4, 6, 1.5, GrfEncoder.Code.VALUES, 0.1));
  }
}
