package dev.snn.training.reservoir;

import dev.snn.api.procedure.Measure;
import java.util.Map;

/** How much a reservoir fires. */
final class Spiking {
  /** S. */
  static final Measure PER_NEURON = new Measure("spikes_per_neuron", "spikes", false);

  static final Measure RATE = new Measure("rate_hz", "Hz", false);

  private Spiking() {}

  static void put(Map<String, Double> scores, double perNeuron, double perSecond) {
    scores.put(PER_NEURON.name(), perNeuron);
    scores.put(RATE.name(), perSecond);
  }
}
