package dev.snn.training.learner;

import dev.snn.api.stream.StreamLearnerPlugin;
import dev.snn.testkit.PartBinder;
import dev.snn.testkit.junit.StreamLearnerContract;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

class HoeffdingAdaptiveTreeContractTest implements StreamLearnerContract {
  @Override
  public StreamLearnerPlugin<?> plugin() {
    return new HoeffdingAdaptiveTree();
  }

  /** Those after the first grow, and swap after the change, within the 600 samples. */
  @Override
  public List<? extends Record> configurations() {
    return Stream.of(
            Map.<String, Object>of(),
            Map.of("grace", 20, "delta", 0.05, "watch", 0.2, "least", 20, "swap", 0.5),
            Map.of("grace", 20, "tie", 10.0, "prediction", "majority", "watch", 0.5, "least", 10),
            Map.of("grace", 20, "tie", 10.0, "prediction", "bayes", "leaves", 3, "watch", 0.5))
        .map(options -> PartBinder.bind(new HoeffdingAdaptiveTree().defaults(), options))
        .toList();
  }
}
