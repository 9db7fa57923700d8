package dev.snn.training.layerwise;

import dev.snn.api.plugin.Value;
import dev.snn.api.synapse.Plasticity;

/**
 * Learning rates that double: {@code eta_plus = min(largest, eta_plus(0) 2^floor(n / every))} after
 * n examples, and {@code eta_minus} in the same ratio to it.
 */
record Rates(double plus, double ratio, int every, double largest) {

  static Rates of(Plasticity rule, LayerwisePlugin.Config config) {
    double plus = constant("eta_plus", rule.etaPlus());
    double minus = constant("eta_minus", rule.etaMinus());
    if (!(plus > 0 && minus >= 0)) {
      throw new IllegalArgumentException(
          "synapse: eta_plus must be above 0 and eta_minus not below 0, got %s and %s"
              .formatted(plus, minus));
    }
    return new Rates(plus, minus / plus, config.doubleEvery(), config.largestEta());
  }

  private static double constant(String name, Value value) {
    if (value instanceof Value.Constant one) {
      return one.value();
    }
    throw new IllegalArgumentException(
        "synapse: %s must be a number: layerwise has one rate for all synapses".formatted(name));
  }

  float etaPlus(long examples) {
    double eta = plus;
    for (long k = every; every > 0 && k <= examples && eta < largest; k += every) {
      eta *= 2;
    }
    return (float) Math.min(eta, Math.max(plus, largest));
  }

  float etaMinus(long examples) {
    return (float) (ratio * etaPlus(examples));
  }
}
