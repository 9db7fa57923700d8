package dev.snn.testkit.junit;

import dev.snn.api.learning.LearningRulePlugin;
import dev.snn.api.plugin.Family;
import dev.snn.testkit.ContractCheck;
import dev.snn.testkit.Contracts;
import java.util.ArrayList;
import java.util.List;

/** The contract of a learning rule as a test. */
public interface LearningRuleContract extends PluginContract {

  @Override
  LearningRulePlugin<?> plugin();

  @Override
  default Family<?> family() {
    return Family.LEARNING_RULE;
  }

  /** True where the rule claims the exact gradient of the loss, as back-propagation does. */
  default boolean exactGradient() {
    return true;
  }

  @Override
  default List<ContractCheck> checks() {
    List<ContractCheck> all = new ArrayList<>(PluginContract.super.checks());
    if (exactGradient()) {
      all.add(Contracts.exactGradient(plugin()));
    }
    return all;
  }
}
