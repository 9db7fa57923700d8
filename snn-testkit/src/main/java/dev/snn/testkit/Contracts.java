package dev.snn.testkit;

import dev.snn.api.data.DatasetPlugin;
import dev.snn.api.plugin.DataHome;
import dev.snn.api.plugin.Family;
import dev.snn.api.plugin.Plugin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

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
    Map<String, Integer> more = new HashMap<>();
    for (ContractCheck check : checks(family, plugin)) {
      try {
        results.add(check.result());
      } catch (AlreadyFailed e) {
        more.merge(e.getMessage(), 1, Integer::sum);
      }
    }
    results.replaceAll(r -> r.passed() ? r : r.and(more.getOrDefault(r.detail(), 0)));
    return results;
  }

  /** The checks of {@link #check}, not yet run. */
  public static List<ContractCheck> checks(Family<?> family, Plugin<?, ?> plugin) {
    return checks(family, plugin, variants(plugin));
  }

  /**
   * The checks of a plug-in for these configurations.
   *
   * @param configurations records of the plug-in's configuration type
   */
  public static List<ContractCheck> checks(
      Family<?> family, Plugin<?, ?> plugin, List<? extends Record> configurations) {
    return checks(family, plugin, configurations, contract(family));
  }

  /**
   * The checks of a data set whose files lie where {@code data} says.
   *
   * @param configurations records of the plug-in's configuration type
   */
  public static List<ContractCheck> checks(
      DatasetPlugin<?> plugin, List<? extends Record> configurations, DataHome data) {
    return checks(
        Family.DATASET, plugin, configurations, subject -> DatasetChecks.of(subject, data));
  }

  private static List<ContractCheck> checks(
      Family<?> family,
      Plugin<?, ?> plugin,
      List<? extends Record> configurations,
      Function<Subject, List<ContractCheck>> contract) {
    Set<String> told = ConcurrentHashMap.newKeySet();
    List<ContractCheck> all = new ArrayList<>(PluginChecks.of(family, plugin));
    for (Record config : configurations) {
      String variant = Configurations.describe(config, plugin.defaults());
      for (ContractCheck check : contract.apply(new Subject(plugin, config))) {
        all.add(check.prefixed(variant));
      }
    }
    return all.stream().map(check -> check.once(told)).toList();
  }

  /**
   * For a learning rule that claims the exact gradient of the loss: it agrees with central
   * differences in a SMOOTH pass.
   */
  public static ContractCheck exactGradient(Plugin<?, ?> rule) {
    return LearningRuleChecks.exact(new Subject(rule, rule.defaults()));
  }

  /**
   * The default configuration and the combinations of its enum and boolean options; none where
   * there are no defaults, which the check of the options tells.
   */
  public static List<Record> variants(Plugin<?, ?> plugin) {
    Record defaults;
    try {
      defaults = plugin.defaults();
    } catch (OutOfMemoryError e) {
      throw e;
    } catch (Throwable e) {
      return List.of();
    }
    return defaults == null ? List.of() : Configurations.variants(defaults);
  }

  private static Function<Subject, List<ContractCheck>> contract(Family<?> family) {
    return switch (family.name()) {
      case "neuron" -> NeuronChecks::of;
      case "surrogate" -> SurrogateChecks::of;
      case "layer" -> LayerChecks::of;
      case "decoder" -> DecoderChecks::of;
      case "loss" -> LossChecks::of;
      case "encoder" -> EncoderChecks::of;
      case "dataset" -> DatasetChecks::of;
      case "augmentation" -> AugmentationChecks::of;
      case "metric" -> MetricChecks::of;
      case "optimizer" -> OptimizerChecks::of;
      case "rewiring" -> RewiringChecks::of;
      case "reservoir" -> ReservoirChecks::of;
      case "search" -> SearchChecks::of;
      case "synapse" -> SynapseChecks::of;
      case "learning-rule" -> LearningRuleChecks::of;
      case "procedure" -> ProcedureChecks::of;
      case "stream-learner" -> StreamLearnerChecks::of;
      case "drift-detector" -> DriftDetectorChecks::of;
      default -> throw new IllegalArgumentException("no contract of the family " + family.name());
    };
  }
}
