package dev.snn.training.layerwise;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.snn.api.plugin.NotApplicableException;
import dev.snn.api.plugin.Value;
import dev.snn.api.procedure.ProcedurePlugin;
import dev.snn.api.procedure.Run;
import dev.snn.api.procedure.Scoring;
import dev.snn.testkit.PartBinder;
import dev.snn.testkit.junit.ProcedureContract;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LayerwiseContractTest implements ProcedureContract {
  @Override
  public ProcedurePlugin<?> plugin() {
    return new LayerwisePlugin();
  }

  private static PruneOptions prune(PruneOptions.Mode mode) {
    return new PruneOptions(mode, 6, 30, 0.1, 0.4, 0.3, List.of());
  }

  private static RewardOptions reward(double threshold) {
    return new RewardOptions(3, 4, threshold, Value.of(0.7), 0.1, 0.05, 0.1, 0.02, 7, 0.3);
  }

  /** With interruptions within a pass and within a batch, and rates that grow. */
  @Override
  public List<? extends Record> configurations() {
    return Stream.of(
            Map.<String, Object>of(),
            Map.of("every", 7, "batch", 5, "double_every", 10, "converged", 0.0),
            Map.of(
                "every",
                6,
                "converged",
                0.0,
                "prune",
                prune(PruneOptions.Mode.LEARNING),
                "batch",
                4),
            Map.of("every", 6, "converged", 0.0, "prune", prune(PruneOptions.Mode.RANDOM)),
            Map.of("every", 6, "converged", 0.0, "prune", prune(PruneOptions.Mode.AFTER)),
            Map.of("every", 5, "converged", 0.3, "examples", List.of(20), "features", "spiked"),
            Map.of(
                "readout",
                "logistic",
                "svm",
                new LayerwisePlugin.SvmOptions(List.of(0.5, 0.1), 3, 0.1)),
            Map.of("readout", "r-stdp", "reward", reward(0)),
            Map.of("readout", "r-stdp", "reward", reward(3)))
        .map(options -> PartBinder.bind(new LayerwisePlugin().defaults(), options))
        .toList();
  }

  /** Without one there is nothing to score with. */
  @Test
  void theReadoutMustHaveBeenFitted() {
    LayerwisePlugin layerwise = new LayerwisePlugin();
    Run without =
        (Run)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Run.class},
                (proxy, method, arguments) -> Optional.empty());
    assertThatThrownBy(
            () -> layerwise.create(layerwise.defaults(), null).evaluate(without, Scoring.BOTH))
        .isInstanceOf(NotApplicableException.class)
        .hasMessage(
            "layerwise: this checkpoint has no readout, as its run was interrupted; finish the run"
                + " first");
  }
}
