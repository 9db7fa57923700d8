package dev.snn.training.learner;

import dev.snn.api.stream.StreamLearnerPlugin;
import dev.snn.testkit.junit.StreamLearnerContract;
import java.util.List;

class NeighboursContractTest implements StreamLearnerContract {
  @Override
  public StreamLearnerPlugin<?> plugin() {
    return new Neighbours();
  }

  @Override
  public List<? extends Record> configurations() {
    return List.of(
        new Neighbours().defaults(), new Neighbours.Config(1, 1), new Neighbours.Config(1000, 3));
  }
}
