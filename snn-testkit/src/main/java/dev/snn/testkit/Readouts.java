package dev.snn.testkit;

import dev.snn.api.layer.Readout;
import dev.snn.api.tensor.Signal;
import dev.snn.api.tensor.Tensor;

/**
 * A readout of made-up values, for decoders and losses.
 *
 * @param output spikes, or values in (0, 1)
 * @param membrane values around the threshold
 * @param probability values in (0, 1)
 */
record Readouts(Signal output, Tensor membrane, Tensor probability) {

  /** Spikes with made-up membranes and probabilities. */
  static Readouts hard(int steps, int batch, int size) {
    return of(Examples.spikes("readout", steps, batch, size, 0.4, false), steps, batch, size);
  }

  /** Smooth values. */
  static Readouts smooth(int steps, int batch, int size) {
    return of(Examples.uniform("readout", steps, batch, size, 0.05, 0.95), steps, batch, size);
  }

  private static Readouts of(Signal output, int steps, int batch, int size) {
    return new Readouts(
        output,
        Examples.uniform("readout membrane", steps, batch, size, -1, 1.5),
        Examples.uniform("readout probability", steps, batch, size, 0.05, 0.6));
  }

  Readout readout() {
    return new Readout(output, membrane, () -> probability, true);
  }

  /** Example b alone. */
  Readouts example(int b) {
    Tensor row = NeuronRig.row(output.toTensor(), b);
    return new Readouts(
        output instanceof Tensor ? row : dev.snn.api.tensor.Spikes.of(row),
        NeuronRig.row(membrane, b),
        NeuronRig.row(probability, b));
  }

  /** A deep copy with dense output. */
  Readouts dense() {
    return new Readouts(output.toTensor().copy(), membrane.copy(), probability.copy());
  }

  Snapshot snapshot() {
    return new Snapshot()
        .put("output", output)
        .put("membrane", membrane)
        .put("probability", probability);
  }
}
