package dev.snn.training.learner;

import dev.snn.api.stream.StreamLearnerPlugin;
import dev.snn.testkit.junit.StreamLearnerContract;
import java.util.List;

class EvolvingSpikingContractTest implements StreamLearnerContract {
  @Override
  public StreamLearnerPlugin<?> plugin() {
    return new EvolvingSpiking();
  }

  @Override
  public List<? extends Record> configurations() {
    return List.of(
        new EvolvingSpiking().defaults(),
        new EvolvingSpiking.Config(3, 0.5, 0.5, 1, 1),
        new EvolvingSpiking.Config(1000, 0.9, 0.7, 0, 0.5));
  }
}
