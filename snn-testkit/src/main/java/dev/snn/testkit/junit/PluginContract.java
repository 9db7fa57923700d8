package dev.snn.testkit.junit;

import dev.snn.api.plugin.Family;
import dev.snn.api.plugin.Plugin;
import dev.snn.testkit.ContractCheck;
import dev.snn.testkit.Contracts;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What the contracts of all families share: one dynamic test per check. */
public interface PluginContract {

  /** The plug-in under test. */
  Plugin<?, ?> plugin();

  /** The family whose contract it keeps. */
  Family<?> family();

  /** The configurations to check: the defaults and all combinations of enum and boolean options. */
  default List<? extends Record> configurations() {
    return Contracts.variants(plugin());
  }

  /** The checks. */
  default List<ContractCheck> checks() {
    return Contracts.checks(family(), plugin(), configurations());
  }

  /** One test per check. */
  @TestFactory
  default Stream<DynamicTest> contract() {
    return checks().stream()
        .map(check -> DynamicTest.dynamicTest(check.name(), () -> check.body().run()));
  }
}
