package dev.snn.training.rule;

import dev.snn.api.learning.LearningRulePlugin;
import dev.snn.testkit.junit.LearningRuleContract;

class StraightThroughContractTest implements LearningRuleContract {
  @Override
  public LearningRulePlugin<?> plugin() {
    return new StraightThrough();
  }
}
