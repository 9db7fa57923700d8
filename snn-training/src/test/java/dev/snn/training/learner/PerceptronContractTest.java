package dev.snn.training.learner;

import dev.snn.api.stream.StreamLearnerPlugin;
import dev.snn.testkit.junit.StreamLearnerContract;

class PerceptronContractTest implements StreamLearnerContract {
  @Override
  public StreamLearnerPlugin<?> plugin() {
    return new Perceptron();
  }
}
