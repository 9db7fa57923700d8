package dev.snn.training.learner;

import dev.snn.api.stream.StreamLearnerPlugin;
import dev.snn.testkit.PartBinder;
import dev.snn.testkit.junit.StreamLearnerContract;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

class HoeffdingTreeContractTest implements StreamLearnerContract {
  @Override
  public StreamLearnerPlugin<?> plugin() {
    return new HoeffdingTree();
  }

  /** Those after the first grow within the 600 samples of the contract. */
  @Override
  public List<? extends Record> configurations() {
    return Stream.of(
            Map.<String, Object>of(),
            Map.of("grace", 20, "delta", 0.05),
            Map.of("grace", 20, "tie", 10.0, "prediction", "majority"),
            Map.of("grace", 20, "tie", 10.0, "prediction", "bayes", "leaves", 3))
        .map(options -> PartBinder.bind(new HoeffdingTree().defaults(), options))
        .toList();
  }
}
