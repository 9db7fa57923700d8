package dev.snn.losses.decoder;

import dev.snn.api.codec.DecoderPlugin;
import dev.snn.testkit.junit.DecoderContract;
import java.util.List;

class LeNet5ContractTest implements DecoderContract {
  @Override
  public DecoderPlugin<?> plugin() {
    return new LeNet5();
  }

  /** The readout has 6 neurons: images of 2 x 3 and 3 x 2 pixels. */
  @Override
  public List<? extends Record> configurations() {
    return List.of(new LeNet5.Config(3, 1, 1, 2, 3, 5, 4), new LeNet5.Config(2, 1, 1, 4, 4, 5, 4));
  }
}
