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
      } else if (at.length == 2) {
        both(t, r, lane);
      } else {
        combine(t, r, lane);
      }
    }
  }

  private void concat(int t, int r, SpikesBuilder.Lane lane) {
    int offset = 0;
    for (Spikes spikes : inputs) {
      for (int e = spikes.raw().offsets()[r]; e < spikes.raw().offsets()[r + 1]; e++) {
        lane.add(t, offset + spikes.raw().units()[e], count(spikes.raw(), e));
      }
      offset += spikes.size();
    }
  }

  /** {@link #combine} of two, the most frequent number. */
  private void both(int t, int r, SpikesBuilder.Lane lane) {
    Spikes.Raw a = inputs.get(0).raw();
    Spikes.Raw b = inputs.get(1).raw();
    int i = a.offsets()[r];
    int j = b.offsets()[r];
    int endI = a.offsets()[r + 1];
    int endJ = b.offsets()[r + 1];
    while (i < endI || j < endJ) {
      int unitA = i < endI ? a.units()[i] : Integer.MAX_VALUE;
      int unitB = j < endJ ? b.units()[j] : Integer.MAX_VALUE;
      int unit = Math.min(unitA, unitB);
      float x = unit == unitA ? count(a, i++) : 0;
      float y = unit == unitB ? count(b, j++) : 0;
      float value = apply(x, y);
      if (value != 0) {
        lane.add(t, unit, value);
      }
    }
  }

  private static float count(Spikes.Raw raw, int e) {
    return raw.counts() == null ? 1 : raw.counts()[e];
  }

  private float apply(float value, float x) {
    return switch (merge) {
      case ADD -> value + x;
      case AND -> value * x;
      default -> (1 - value) * x;
    };
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
        float x = here ? count(spikes.raw(), at[k]++) : 0;
        value = k == 0 ? x : apply(value, x);
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
