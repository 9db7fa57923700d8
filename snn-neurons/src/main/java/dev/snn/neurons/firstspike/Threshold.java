package dev.snn.neurons.firstspike;

import dev.snn.api.layer.Parameter;

/**
 * The membrane at which a neuron spikes; above 0, so that one without weights never does.
 *
 * @param whole where all weights exist
 * @param scaled true: times the share of the weights that exist, {@code whole n / N}
 */
record Threshold(double whole, boolean scaled, Parameter weight) {

  float now() {
    return scaled && !weight.connections().complete()
        ? Math.max(Float.MIN_VALUE, (float) (whole * weight.connections().count() / weight.count()))
        : (float) whole;
  }
}
