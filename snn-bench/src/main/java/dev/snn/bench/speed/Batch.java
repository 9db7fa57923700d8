package dev.snn.bench.speed;

import dev.snn.api.data.Samples;
import dev.snn.api.tensor.Spikes;

/**
 * A batch of input events with labels or targets.
 *
 * @param offsets as in {@link Spikes.Raw#offsets()}
 * @param units as in {@link Spikes.Raw#units()}
 */
record Batch(int steps, int size, int[] offsets, int[] units, Samples samples) {

  /** The events as a new signal, which has none of its views computed yet. */
  Spikes spikes() {
    return new Spikes(steps, samples.size(), size, offsets, units, null);
  }
}
