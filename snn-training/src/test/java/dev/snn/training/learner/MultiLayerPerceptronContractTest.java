package dev.snn.training.learner;

import dev.snn.api.stream.StreamLearnerPlugin;
import dev.snn.testkit.junit.StreamLearnerContract;
import java.util.List;

class MultiLayerPerceptronContractTest implements StreamLearnerContract {
  @Override
  public StreamLearnerPlugin<?> plugin() {
    return new MultiLayerPerceptron();
  }

  @Override
  public List<? extends Record> configurations() {
    return List.of(
        new MultiLayerPerceptron().defaults(), new MultiLayerPerceptron.Config(7, 0.01, 0));
  }
}
