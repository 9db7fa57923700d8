package dev.snn.testkit.junit;

import dev.snn.api.plugin.Family;
import dev.snn.api.plugin.Plugin;
import dev.snn.testkit.AlreadyFailed;
import dev.snn.testkit.ContractCheck;
import dev.snn.testkit.ContractViolation;
import dev.snn.testkit.Contracts;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

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
    return checks().stream().map(check -> DynamicTest.dynamicTest(check.name(), () -> run(check)));
  }

  /** Names the check in the message too: Maven counts dynamic tests and does not name them. */
  private static void run(ContractCheck check) throws Throwable {
    try {
      check.body().run();
    } catch (ContractViolation e) {
      throw new AssertionFailedError(check.name() + ": " + e.getMessage(), e);
    } catch (AlreadyFailed e) {
      throw new TestAbortedException("not done: " + e.getMessage(), e);
    }
  }
}
