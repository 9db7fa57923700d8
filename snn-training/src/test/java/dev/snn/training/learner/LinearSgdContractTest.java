package dev.snn.training.learner;

import dev.snn.api.stream.StreamLearnerPlugin;
import dev.snn.testkit.junit.StreamLearnerContract;
import java.util.List;

class LinearSgdContractTest implements StreamLearnerContract {
  @Override
  public StreamLearnerPlugin<?> plugin() {
    return new LinearSgd();
  }

  @Override
  public List<? extends Record> configurations() {
    return List.of(new LinearSgd().defaults(), new LinearSgd.Config(0.01, 0.1));
  }
}
