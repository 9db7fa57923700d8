package dev.snn.training.rule;

import dev.snn.api.learning.LearningRulePlugin;
import dev.snn.testkit.junit.LearningRuleContract;

class ScoreFunctionContractTest implements LearningRuleContract {
  @Override
  public LearningRulePlugin<?> plugin() {
    return new ScoreFunction();
  }

  /** Exact on average only: {@link ScoreEstimatesTest}. */
  @Override
  public boolean exactGradient() {
    return false;
  }
}
