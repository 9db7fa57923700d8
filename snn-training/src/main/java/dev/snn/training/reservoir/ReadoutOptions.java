package dev.snn.training.reservoir;

import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;
import java.util.List;

/** How a readout is fitted. */
public record ReadoutOptions(
    @Doc("time constant of the filter of the spikes, ms") double tauFilter,
    @Doc("penalties to choose from on the validation part, relative to the variance of the states")
        List<Double> lambdas) {

  /** Checks the values. */
  public ReadoutOptions {
    Check.notNegative("tau_filter", tauFilter);
    if (lambdas.isEmpty()) {
      throw new IllegalArgumentException("lambdas must hold at least one penalty, got none");
    }
    for (double lambda : lambdas) {
      Check.positive("lambdas", lambda);
    }
  }

  static ReadoutOptions defaults() {
    return new ReadoutOptions(20, List.of(1e-8, 1e-7, 1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 1e-1, 1.0));
  }
}
