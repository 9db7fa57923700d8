package dev.snn.training.rule;

import dev.snn.api.learning.LearningRulePlugin;
import dev.snn.testkit.junit.LearningRuleContract;

class VdibReferenceContractTest implements LearningRuleContract {
  @Override
  public LearningRulePlugin<?> plugin() {
    return new VdibReference();
  }

  /** Its baseline includes the newest sample: {@link VdibReferenceTest}. */
  @Override
  public boolean exactGradient() {
    return false;
  }
}
