package dev.snn.encoders;

import dev.snn.api.neuron.Pass;
import dev.snn.api.tensor.Spikes;
import dev.snn.api.tensor.SpikesBuilder;

/** Spikes that are made example by example. */
final class Lanes {
  private Lanes() {}

  /** Adds the spikes of an example, in ascending order of step and line. */
  interface Code {
    void add(int b, SpikesBuilder.Lane lane);
  }

  /** The spikes {@code [steps x batch x size]} of all examples. */
  static Spikes spikes(int steps, int batch, int size, Pass pass, Code code) {
    SpikesBuilder spikes = new SpikesBuilder(steps, batch, size);
    pass.parallel()
        .forEachBlock(
            batch,
            (block, from, to) -> {
              for (int b = from; b < to; b++) {
                code.add(b, spikes.lane(b));
              }
            });
    return spikes.build();
  }
}
