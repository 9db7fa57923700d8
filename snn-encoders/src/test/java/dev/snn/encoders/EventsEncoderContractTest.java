package dev.snn.encoders;

import dev.snn.api.codec.EncoderPlugin;
import dev.snn.testkit.junit.EncoderContract;
import java.util.List;

class EventsEncoderContractTest implements EncoderContract {
  @Override
  public EncoderPlugin<?> plugin() {
    return new EventsEncoder();
  }

  @Override
  public List<? extends Record> configurations() {
    return List.of(
        new EventsEncoder().defaults(),
        new EventsEncoder.Config(16, false, 0, 2, 1, 1, EventsEncoder.By.COUNT, false),
        new EventsEncoder.Config(5, true, 0, 2, 2, 1, EventsEncoder.By.COUNT, true));
  }
}
