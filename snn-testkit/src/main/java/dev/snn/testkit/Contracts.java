package dev.snn.testkit;

import dev.snn.api.plugin.Family;
import dev.snn.api.plugin.Plugin;
import java.util.ArrayList;
import java.util.List;

/** The contract of each family, as checks to run. */
public final class Contracts {
  private Contracts() {}

  /**
   * Runs the contract of a plug-in over its default configuration and the combinations of its enum
   * and boolean options.
   *
   * @return one result per check, in order; failures are results, not exceptions
   */
  public static List<CheckResult> check(Family<?> family, Plugin<?, ?> plugin) {
    List<CheckResult> results = new ArrayList<>();
    for (ContractCheck check : checks(family, plugin)) {
      results.add(check.result());
    }
    return results;
  }

  /** The checks of {@link #check}, not yet run. */
  public static List<ContractCheck> checks(Family<?> family, Plugin<?, ?> plugin) {
    return checks(family, plugin, variants(plugin));
  }

  /**
   * The checks of a plug-in for these configurations. Of a family without a contract of its own
   * (procedures) only what holds for every plug-in is checked.
   *
   * @param configurations records of the plug-in's configuration type
   */
  public static List<ContractCheck> checks(
      Family<?> family, Plugin<?, ?> plugin, List<? extends Record> configurations) {
    List<ContractCheck> all = new ArrayList<>(PluginChecks.of(family, plugin));
    for (Record config : configurations) {
      Subject subject = new Subject(plugin, config);
      String variant = Configurations.describe(config, plugin.defaults());
      for (ContractCheck check : contract(family, subject)) {
        all.add(check.prefixed(variant));
      }
    }
    return all;
  }

  /**
   * For a learning rule that claims the exact gradient of the loss: it agrees with central
   * differences in a SMOOTH pass.
   */
  public static ContractCheck exactGradient(Plugin<?, ?> rule) {
    return LearningRuleChecks.exact(new Subject(rule, rule.defaults()));
  }

  /** The default configuration and the combinations of its enum and boolean options. */
  public static List<Record> variants(Plugin<?, ?> plugin) {
    Record defaults = plugin.defaults();
    return defaults == null ? List.of() : Configurations.variants(defaults);
  }

  private static List<ContractCheck> contract(Family<?> family, Subject subject) {
    return switch (family.name()) {
      case "neuron" -> NeuronChecks.of(subject);
      case "surrogate" -> SurrogateChecks.of(subject);
      case "layer" -> LayerChecks.of(subject);
      case "decoder" -> DecoderChecks.of(subject);
      case "loss" -> LossChecks.of(subject);
      case "encoder" -> EncoderChecks.of(subject);
      case "dataset" -> DatasetChecks.of(subject);
      case "metric" -> MetricChecks.of(subject);
      case "optimizer" -> OptimizerChecks.of(subject);
      case "reservoir" -> ReservoirChecks.of(subject);
      case "search" -> SearchChecks.of(subject);
      case "learning-rule" -> LearningRuleChecks.of(subject);
      default -> List.of();
    };
  }
}
