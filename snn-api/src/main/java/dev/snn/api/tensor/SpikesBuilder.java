package dev.snn.api.tensor;

import java.util.Arrays;

/**
 * Collects spikes example by example, so that different threads can fill different lanes, and lays
 * them out as {@link Spikes}.
 *
 * <p>A lane takes its events in ascending order of (step, unit). Repeating the last event adds to
 * its count.
 */
public final class SpikesBuilder {
  private final int steps;
  private final int batch;
  private final int size;
  private final Arena arena;
  private final Lane[] lanes;
  private boolean built;

  /** A builder for {@code [steps x batch x size]}. */
  public SpikesBuilder(int steps, int batch, int size) {
    this(steps, batch, size, Arena.HEAP);
  }

  /**
   * The same for spikes that are valid until {@link Arena#reset()}: their lists are the arena's.
   */
  public SpikesBuilder(int steps, int batch, int size, Arena arena) {
    this.arena = arena;
    this.steps = steps;
    this.batch = batch;
    this.size = size;
    this.lanes = new Lane[batch];
    for (int b = 0; b < batch; b++) {
      lanes[b] = new Lane(steps, size);
    }
  }

  /** The lane of example {@code b}. One thread at a time may fill it. */
  public Lane lane(int b) {
    return lanes[b];
  }

  /**
   * Lays out what was collected; the lanes take no further events.
   *
   * @throws IllegalStateException the second time
   */
  public Spikes build() {
    if (built) {
      throw new IllegalStateException("the spikes of this builder were laid out already");
    }
    built = true;
    int[] offsets = new int[steps * batch + 1];
    boolean counted = false;
    for (int b = 0; b < batch; b++) {
      lanes[b].finish();
      counted |= lanes[b].counts != null;
    }
    int total = 0;
    for (int t = 0; t < steps; t++) {
      for (int b = 0; b < batch; b++) {
        offsets[t * batch + b] = total;
        total += lanes[b].ends[t] - (t == 0 ? 0 : lanes[b].ends[t - 1]);
      }
    }
    offsets[steps * batch] = total;
    int[] units = arena.ints(total);
    float[] counts = counted ? arena.floats(total) : null;
    for (int b = 0; b < batch; b++) {
      Lane lane = lanes[b];
      int from = 0;
      for (int t = 0; t < steps; t++) {
        int at = offsets[t * batch + b];
        int length = lane.ends[t] - from;
        System.arraycopy(lane.units, from, units, at, length);
        if (counted) {
          if (lane.counts == null) {
            Arrays.fill(counts, at, at + length, 1f);
          } else {
            System.arraycopy(lane.counts, from, counts, at, length);
          }
        }
        from = lane.ends[t];
      }
      lane.release();
    }
    return new Spikes(steps, batch, size, offsets, units, counts);
  }

  /** The events of one example. */
  public static final class Lane {
    private static final ThreadLocal<Found> FOUND = ThreadLocal.withInitial(Found::new);

    /** Of so many units at most one is few. */
    private static final int FEW = 16;

    private static final int ONE = Float.floatToRawIntBits(1f);

    private final int size;
    private final int[] ends;
    private int[] units = new int[64];
    private float[] counts;
    private int step;
    private int length;

    private Lane(int steps, int size) {
      this.size = size;
      this.ends = new int[steps];
    }

    /** One spike of {@code unit} at {@code step}. */
    public void add(int step, int unit) {
      moveTo(step);
      if (length > (step == 0 ? 0 : ends[step - 1]) && units[length - 1] >= unit) {
        repeat(unit, 1);
        return;
      }
      room(1);
      units[length] = checked(unit);
      if (counts != null) {
        counts[length] = 1;
      }
      length++;
    }

    /** {@code count} spikes of {@code unit} at {@code step}, or one that carries this value. */
    public void add(int step, int unit, float count) {
      int before = length;
      add(step, unit);
      if (count != 1) {
        repeat(unit, count - 1);
      }
      if (length > before && counts != null) {
        // Without the rounding of 1 + (count - 1).
        counts[length - 1] = count;
      }
    }

    /** One spike of each of {@code list[from .. to)}, which ascend, at {@code step}. */
    public void addAll(int step, int[] list, int from, int to) {
      if (from == to) {
        return;
      }
      for (int k = from + 1; k < to; k++) {
        if (list[k] <= list[k - 1]) {
          throw new IllegalArgumentException(
              "unit " + list[k] + " after unit " + list[k - 1] + " in step " + step);
        }
      }
      checked(list[to - 1]);
      add(step, list[from]);
      append(list, from + 1, to - from - 1);
    }

    /**
     * Adds a spike of every unit whose value reaches the threshold, {@code h[n] >= threshold}; also
     * writes {@code fired[n] = 1} where a spike was added and 0 elsewhere, for {@code n} in {@code
     * [0, size)}. NaN reaches no threshold.
     */
    public void addWhereAtLeast(int step, float[] h, float threshold, float[] fired) {
      moveTo(step);
      Found last = FOUND.get();
      int[] found = last.atLeast(size);
      int hits = Hits.atLeast(h, threshold, fired, size, found, last.few);
      last.few = hits * FEW < size;
      append(found, 0, hits);
    }

    /**
     * The values of a row that are not zero as numbers of spikes, {@code values[n]} of unit n for
     * {@code n} in {@code [0, size)}; the step must not have spikes yet.
     */
    public void addNonZero(int step, float[] values) {
      moveTo(step);
      if (length > (step == 0 ? 0 : ends[step - 1])) {
        throw new IllegalArgumentException("step " + step + " has spikes already");
      }
      int[] found = FOUND.get().atLeast(size);
      int hits = 0;
      int others = 0;
      for (int n = 0; n < size; n++) {
        int bits = Float.floatToRawIntBits(values[n]);
        int magnitude = bits & 0x7fffffff;
        found[hits] = n;
        int hit = -magnitude >>> 31;
        hits += hit;
        others |= (bits ^ ONE) & -hit;
      }
      append(found, 0, hits);
      if (others != 0) {
        number(values, length - hits);
      }
    }

    /** Writes the numbers of spikes of the events from {@code first} on. */
    private void number(float[] values, int first) {
      if (counts == null) {
        counts = LaneMemory.shared().floats(units.length);
        Arrays.fill(counts, 0, first, 1f);
      }
      for (int e = first; e < length; e++) {
        counts[e] = values[units[e]];
      }
    }

    /** What a thread found last. */
    private static final class Found {
      /** Room for the spikes of a step, before it is known how many there are. */
      private int[] units = new int[1024];

      /** True where few units reached the threshold; the next row is most often like it. */
      private boolean few = true;

      int[] atLeast(int size) {
        units = units.length < size ? new int[size] : units;
        return units;
      }
    }

    private void append(int[] list, int from, int more) {
      room(more);
      System.arraycopy(list, from, units, length, more);
      if (counts != null) {
        Arrays.fill(counts, length, length + more, 1f);
      }
      length += more;
    }

    private int checked(int unit) {
      if (unit < 0 || unit >= size) {
        throw new IndexOutOfBoundsException("unit " + unit + " of a signal of size " + size);
      }
      return unit;
    }

    private void moveTo(int next) {
      if (next < step) {
        throw new IllegalArgumentException(
            "spikes of step " + next + " after those of step " + step);
      }
      while (step < next) {
        ends[step++] = length;
      }
    }

    private void repeat(int unit, float more) {
      if (units[length - 1] != unit) {
        throw new IllegalArgumentException(
            "spikes of unit "
                + unit
                + " after those of unit "
                + units[length - 1]
                + " in step "
                + step);
      }
      if (counts == null) {
        counts = LaneMemory.shared().floats(units.length);
        Arrays.fill(counts, 0, length, 1f);
      }
      counts[length - 1] += more;
    }

    private void room(int more) {
      if (length + more > units.length) {
        long needed = length + more;
        // Room for as many in the steps to come, but not for more than eight times what there is.
        long expected = Math.min(needed * ends.length / (step + 1) * 5 / 4, 8 * needed);
        long grown = Math.max(expected, needed + needed / 2);
        int capacity = (int) Math.max(needed, Math.min(grown, Integer.MAX_VALUE - 8));
        move(capacity);
      }
    }

    private void move(int capacity) {
      LaneMemory memory = LaneMemory.shared();
      int[] longer = memory.ints(capacity);
      System.arraycopy(units, 0, longer, 0, length);
      memory.giveBack(units);
      units = longer;
      if (counts != null) {
        float[] more = memory.floats(units.length);
        System.arraycopy(counts, 0, more, 0, length);
        memory.giveBack(counts);
        counts = more;
      }
    }

    /** Gives the arrays to other lanes. */
    private void release() {
      LaneMemory memory = LaneMemory.shared();
      memory.giveBack(units);
      units = null;
      if (counts != null) {
        memory.giveBack(counts);
        counts = null;
      }
    }

    private void finish() {
      while (step < ends.length) {
        ends[step++] = length;
      }
    }
  }
}
