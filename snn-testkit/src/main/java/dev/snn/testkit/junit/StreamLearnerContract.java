package dev.snn.testkit.junit;

import dev.snn.api.plugin.Family;
import dev.snn.api.stream.StreamLearnerPlugin;

/** The contract of a learner of streams as a test. */
public interface StreamLearnerContract extends PluginContract {

  @Override
  StreamLearnerPlugin<?> plugin();

  @Override
  default Family<?> family() {
    return Family.STREAM_LEARNER;
  }
}
