package dev.snn.training.learner;

import dev.snn.api.stream.StreamLearnerPlugin;
import dev.snn.testkit.junit.StreamLearnerContract;
import java.util.List;

class PassiveAggressiveContractTest implements StreamLearnerContract {
  @Override
  public StreamLearnerPlugin<?> plugin() {
    return new PassiveAggressive();
  }

  @Override
  public List<? extends Record> configurations() {
    return List.of(new PassiveAggressive().defaults(), new PassiveAggressive.Config(0.01));
  }
}
