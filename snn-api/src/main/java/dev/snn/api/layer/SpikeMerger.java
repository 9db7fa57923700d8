package dev.snn.api.layer;

import dev.snn.api.tensor.Spikes;
import dev.snn.api.tensor.SpikesBuilder;
import java.util.List;

/** Merges event lists example by example. Each thread has its own. */
final class SpikeMerger {
  private final Merge merge;
  private final List<Spikes> inputs;
  private final int[] at;

  SpikeMerger(Merge merge, List<Spikes> inputs) {
    this.merge = merge;
    this.inputs = inputs;
    this.at = new int[inputs.size()];
  }

  /** Merges the events of an example. */
  void merge(int b, SpikesBuilder.Lane lane) {
    Spikes first = inputs.get(0);
    for (int t = 0; t < first.steps(); t++) {
      int r = t * first.batch() + b;
      if (merge == Merge.CONCAT) {
        concat(t, r, lane);
      } else {
        combine(t, r, lane);
      }
    }
  }

  private void concat(int t, int r, SpikesBuilder.Lane lane) {
    int offset = 0;
    for (Spikes spikes : inputs) {
      for (int e = spikes.raw().offsets()[r]; e < spikes.raw().offsets()[r + 1]; e++) {
        lane.add(t, offset + spikes.raw().units()[e], count(spikes, e));
      }
      offset += spikes.size();
    }
  }

  private static float count(Spikes spikes, int e) {
    return spikes.raw().counts() == null ? 1 : spikes.raw().counts()[e];
  }

  /** Goes through the units that any input has, in ascending order. */
  private void combine(int t, int r, SpikesBuilder.Lane lane) {
    for (int k = 0; k < at.length; k++) {
      at[k] = inputs.get(k).raw().offsets()[r];
    }
    for (int unit = next(r); unit < Integer.MAX_VALUE; unit = next(r)) {
      float value = 0;
      for (int k = 0; k < at.length; k++) {
        Spikes spikes = inputs.get(k);
        boolean here = at[k] < spikes.raw().offsets()[r + 1] && spikes.raw().units()[at[k]] == unit;
        float x = here ? count(spikes, at[k]++) : 0;
        value =
            k == 0
                ? x
                : switch (merge) {
                  case ADD -> value + x;
                  case AND -> value * x;
                  default -> (1 - value) * x;
                };
      }
      if (value != 0) {
        lane.add(t, unit, value);
      }
    }
  }

  private int next(int r) {
    int unit = Integer.MAX_VALUE;
    for (int k = 0; k < at.length; k++) {
      Spikes spikes = inputs.get(k);
      if (at[k] < spikes.raw().offsets()[r + 1]) {
        unit = Math.min(unit, spikes.raw().units()[at[k]]);
      }
    }
    return unit;
  }
}
