package dev.snn.api.layer;

import dev.snn.api.tensor.Spikes;
import dev.snn.api.tensor.SpikesBuilder;
import java.util.List;

/**
 * Merges event lists example by example: two lists without many events event by event, two of one
 * spike each without a branch for each event, all others as dense rows. Each thread has its own.
 */
final class SpikeMerger {
  /** From this share of events on a dense row is merged faster, as a number of lines per event. */
  private static final int DENSE = 12;

  private final Merge merge;
  private final List<Spikes> inputs;
  private final float[] sum;
  private final float[] row;

  /** What one list of single spikes has, while the other is passed through. */
  private final int[] marks;

  private final int[] found;

  SpikeMerger(Merge merge, List<Spikes> inputs) {
    this.merge = merge;
    this.inputs = inputs;
    this.sum = new float[inputs.get(0).size()];
    this.row = new float[merge == Merge.CONCAT ? 0 : sum.length];
    this.marks = new int[isSelection(inputs) ? sum.length : 0];
    this.found = new int[marks.length + 1];
  }

  /** Merges the events of an example. */
  void merge(int b, SpikesBuilder.Lane lane) {
    Spikes first = inputs.get(0);
    for (int t = 0; t < first.steps(); t++) {
      int r = t * first.batch() + b;
      if (merge == Merge.CONCAT) {
        concat(t, r, lane);
      } else if (inputs.size() == 2 && isSparse(r)) {
        both(t, r, lane);
      } else if (marks.length > 0) {
        select(t, r, lane);
      } else {
        dense(t, r, lane);
      }
    }
  }

  /** True where the result is a part of the second list. */
  private boolean isSelection(List<Spikes> inputs) {
    return (merge == Merge.AND || merge == Merge.IAND)
        && inputs.size() == 2
        && inputs.stream().allMatch(Spikes::isBinary);
  }

  /** The events of the second list whose unit is, or is not, in the first. */
  private void select(int t, int r, SpikesBuilder.Lane lane) {
    Spikes.Raw a = inputs.get(0).raw();
    Spikes.Raw b = inputs.get(1).raw();
    mark(a, r, 1);
    int unmarked = merge == Merge.IAND ? 1 : 0;
    int n = 0;
    for (int e = b.offsets()[r]; e < b.offsets()[r + 1]; e++) {
      int unit = b.units()[e];
      found[n] = unit;
      n += marks[unit] ^ unmarked;
    }
    mark(a, r, 0);
    lane.addAll(t, found, 0, n);
  }

  private void mark(Spikes.Raw list, int r, int mark) {
    for (int e = list.offsets()[r]; e < list.offsets()[r + 1]; e++) {
      marks[list.units()[e]] = mark;
    }
  }

  private boolean isSparse(int r) {
    long events = 0;
    for (Spikes spikes : inputs) {
      events += spikes.raw().offsets()[r + 1] - spikes.raw().offsets()[r];
    }
    return events * DENSE < sum.length;
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

  private void dense(int t, int r, SpikesBuilder.Lane lane) {
    inputs.get(0).denseRow(r, sum);
    for (int k = 1; k < inputs.size(); k++) {
      inputs.get(k).denseRow(r, row);
      merge.combine(sum, row, sum.length);
    }
    lane.addNonZero(t, sum);
  }
}
