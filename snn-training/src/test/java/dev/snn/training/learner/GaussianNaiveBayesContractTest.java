package dev.snn.training.learner;

import dev.snn.api.stream.StreamLearnerPlugin;
import dev.snn.testkit.junit.StreamLearnerContract;
import java.util.List;

class GaussianNaiveBayesContractTest implements StreamLearnerContract {
  @Override
  public StreamLearnerPlugin<?> plugin() {
    return new GaussianNaiveBayes();
  }

  @Override
  public List<? extends Record> configurations() {
    return List.of(new GaussianNaiveBayes().defaults(), new GaussianNaiveBayes.Config(0));
  }
}
