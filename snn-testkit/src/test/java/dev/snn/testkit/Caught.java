package dev.snn.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.snn.api.plugin.Family;
import dev.snn.api.plugin.Plugin;
import java.util.List;

/** Runs the contract of a plug-in that is broken on purpose. */
final class Caught {
  private Caught() {}

  /** The check of this name fails and its detail has these words. */
  static void by(String check, Family<?> family, Plugin<?, ?> plugin, String... detail) {
    List<CheckResult> results = Contracts.check(family, plugin);
    CheckResult result =
        results.stream().filter(r -> r.name().equals(check)).findFirst().orElseThrow();
    assertThat(result.passed()).as(result.toString()).isFalse();
    assertThat(result.detail()).contains(detail);
  }

  /** Every check passes. */
  static void nothing(Family<?> family, Plugin<?, ?> plugin) {
    assertThat(Contracts.check(family, plugin)).allMatch(CheckResult::passed);
  }
}
