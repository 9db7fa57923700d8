package dev.snn.training.layerwise;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.snn.api.plugin.NotApplicableException;
import dev.snn.api.procedure.ProcedurePlugin;
import dev.snn.testkit.PartBinder;
import dev.snn.testkit.junit.ProcedureContract;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LayerwiseContractTest implements ProcedureContract {
  @Override
  public ProcedurePlugin<?> plugin() {
    return new LayerwisePlugin();
  }

  private static PruneOptions prune(PruneOptions.Mode mode) {
    return new PruneOptions(mode, 6, 30, 0.1, 0.4, 0.3);
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
            Map.of("every", 5, "converged", 0.3, "examples", List.of(20), "features", "spiked"))
        .map(options -> PartBinder.bind(new LayerwisePlugin().defaults(), options))
        .toList();
  }

  @Test
  void itSaysWhyItsNetworkAloneCannotBeScored() {
    LayerwisePlugin layerwise = new LayerwisePlugin();
    assertThatThrownBy(
            () -> layerwise.create(layerwise.defaults(), null).evaluate(null, Set.of("test")))
        .isInstanceOf(NotApplicableException.class)
        .hasMessage(
            "layerwise fits its readout within the run and does not save it with the network; its"
                + " scores are in the record of the run");
  }
}
