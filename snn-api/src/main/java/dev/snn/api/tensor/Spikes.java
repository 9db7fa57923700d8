package dev.snn.api.tensor;

import dev.snn.api.parallel.Parallel;
import java.util.Arrays;
import java.util.List;

/**
 * Spikes {@code [T x B x N]} as event lists: at each step, each example has the units that spike in
 * ascending order, each with its number of spikes (1, where they are {@link #isBinary() binary}).
 * {@link #forEach} passes through them; {@link #raw} is for kernels. Immutable.
 */
public final class Spikes implements Signal {
  private final int steps;
  private final int batch;
  private final int size;
  private final int[] offsets;
  private final int[] units;
  private final float[] counts;
  private final Raw raw;
  private volatile ByUnit byUnit;

  /**
   * Wraps lists that nobody changes any more; they are not copied. Row {@code r = t * batch + b}
   * holds the events {@code offsets[r] .. offsets[r + 1])}.
   *
   * @param offsets {@code steps * batch + 1} ascending positions, the last of which is the number
   *     of events
   * @param units the active unit of each event, each in {@code [0, size)}
   * @param counts the number of spikes of each event, or null when every event is one spike
   */
  public Spikes(int steps, int batch, int size, int[] offsets, int[] units, float[] counts) {
    if (offsets.length != steps * batch + 1) {
      throw new IllegalArgumentException(
          "spikes [%d x %d x %d] need %d offsets, got %d"
              .formatted(steps, batch, size, steps * batch + 1, offsets.length));
    }
    this.steps = steps;
    this.batch = batch;
    this.size = size;
    this.offsets = offsets;
    this.units = units;
    this.counts = counts;
    this.raw = new Raw(offsets, units, counts);
  }

  /** The non-zero values of a dense tensor as events; binary when all of them are 1. */
  public static Spikes of(Tensor tensor) {
    SpikesBuilder builder = new SpikesBuilder(tensor.steps(), tensor.batch(), tensor.size());
    for (int b = 0; b < tensor.batch(); b++) {
      SpikesBuilder.Lane lane = builder.lane(b);
      for (int t = 0; t < tensor.steps(); t++) {
        lane.addNonZero(t, tensor.row(t, b));
      }
    }
    return builder.build();
  }

  @Override
  public int steps() {
    return steps;
  }

  @Override
  public int batch() {
    return batch;
  }

  @Override
  public int size() {
    return size;
  }

  /** Takes an event. */
  @FunctionalInterface
  public interface Event {
    /**
     * A unit that spikes.
     *
     * @param unit in {@code [0, N)}
     * @param spikes their number, at least 1
     */
    void at(int unit, float spikes);
  }

  /** The events of an example at a step, in ascending order of the unit. */
  public void forEach(int t, int b, Event use) {
    int r = t * batch + b;
    for (int e = offsets[r]; e < offsets[r + 1]; e++) {
      use.at(units[e], counts == null ? 1 : counts[e]);
    }
  }

  /** Number of units of an example that spike at a step. */
  public int count(int t, int b) {
    int r = t * batch + b;
    return offsets[r + 1] - offsets[r];
  }

  /** True where no unit spikes more than once at a step. */
  public boolean isBinary() {
    return counts == null;
  }

  /** True where the other has the same shape and the same events. */
  public boolean isSame(Spikes other) {
    int events = events();
    return steps == other.steps
        && batch == other.batch
        && size == other.size
        && Arrays.equals(offsets, other.offsets)
        && Arrays.equals(units, 0, events, other.units, 0, events)
        && (counts == null) == (other.counts == null)
        && (counts == null || Arrays.equals(counts, 0, events, other.counts, 0, events));
  }

  /**
   * The lists themselves, for kernels whose speed depends on it. They are to be read only: signals
   * share them.
   */
  public Raw raw() {
    return raw;
  }

  /**
   * Event lists.
   *
   * @param offsets where the events of each row {@code t * batch + b} begin; {@code steps * batch +
   *     1} long
   * @param units the unit of each event; may be longer than there are events
   * @param counts the number of spikes of each event, or null when every event is one spike
   */
  public record Raw(int[] offsets, int[] units, float[] counts) {}

  /** Number of events (with counts: of non-zero entries). */
  public int events() {
    return offsets[offsets.length - 1];
  }

  /** Number of spikes in all. */
  public double total() {
    if (counts == null) {
      return events();
    }
    double sum = 0;
    for (int e = 0; e < events(); e++) {
      sum += counts[e];
    }
    return sum;
  }

  /** Share of the {@code T * B * N} entries that are not zero; 0 for an empty shape. */
  public double density() {
    double cells = (double) steps * batch * size;
    return cells == 0 ? 0 : events() / cells;
  }

  /** The same events grouped by unit, for kernels; computed once and kept. */
  public ByUnit byUnit() {
    return byUnit(Parallel.SEQUENTIAL);
  }

  /** {@link #byUnit()}, computed by several threads. */
  public ByUnit byUnit(Parallel parallel) {
    ByUnit view = byUnit;
    if (view == null) {
      view = ByUnit.of(this, parallel);
      byUnit = view;
    }
    return view;
  }

  /** Stretches of time one after the other. */
  static Spikes inTime(List<Spikes> parts) {
    Spikes first = parts.get(0);
    int steps = parts.stream().mapToInt(Spikes::steps).sum();
    int events = parts.stream().mapToInt(Spikes::events).sum();
    int[] offsets = new int[steps * first.batch + 1];
    int[] units = new int[events];
    float[] counts = parts.stream().allMatch(p -> p.counts == null) ? null : new float[events];
    int row = 0;
    int at = 0;
    for (Spikes part : parts) {
      for (int r = 0; r < part.steps * part.batch; r++) {
        offsets[row++] = at + part.offsets[r];
      }
      System.arraycopy(part.units, 0, units, at, part.events());
      if (part.counts != null) {
        System.arraycopy(part.counts, 0, counts, at, part.events());
      } else if (counts != null) {
        Arrays.fill(counts, at, at + part.events(), 1f);
      }
      at += part.events();
    }
    offsets[row] = at;
    return new Spikes(steps, first.batch, first.size, offsets, units, counts);
  }

  /** The steps {@code from} (inclusive) to {@code to} (exclusive). */
  @Override
  public Spikes timeRange(int from, int to) {
    int first = offsets[from * batch];
    int last = offsets[to * batch];
    int[] shifted = new int[(to - from) * batch + 1];
    for (int r = 0; r < shifted.length; r++) {
      shifted[r] = offsets[from * batch + r] - first;
    }
    return new Spikes(
        to - from,
        batch,
        size,
        shifted,
        Arrays.copyOfRange(units, first, last),
        counts == null ? null : Arrays.copyOfRange(counts, first, last));
  }

  /** The same shape with the spikes of the first {@code steps} steps only; events are shared. */
  public Spikes until(int steps) {
    int[] cut = offsets.clone();
    int end = steps * batch;
    Arrays.fill(cut, end, cut.length, offsets[end]);
    return new Spikes(this.steps, batch, size, cut, units, counts);
  }

  @Override
  public Tensor toTensor() {
    Tensor dense = Tensor.zeros(steps, batch, size);
    for (int r = 0; r < steps * batch; r++) {
      scatter(r, dense.rows()[r]);
    }
    return dense;
  }

  /** Writes the spikes of row {@code r = t * batch + b}, zeros included, into {@code out}. */
  public void denseRow(int r, float[] out) {
    Arrays.fill(out, 0, size, 0f);
    scatter(r, out);
  }

  private void scatter(int r, float[] row) {
    for (int e = offsets[r]; e < offsets[r + 1]; e++) {
      row[units[e]] += counts == null ? 1 : counts[e];
    }
  }

  @Override
  public String toString() {
    return "Spikes[" + steps + " x " + batch + " x " + size + ", " + events() + " events]";
  }

  /**
   * Events grouped by unit: unit {@code n} was active in rows {@code rows[offsets[n] .. offsets[n +
   * 1])}, ascending. To be read only.
   *
   * @param counts as in {@link Raw#counts()}, in the order of {@code rows}
   */
  public record ByUnit(int[] offsets, int[] rows, float[] counts) {

    /** Stretches of rows that are counted and then placed independently of each other. */
    private static final int PARTS = 4;

    static ByUnit of(Spikes spikes, Parallel parallel) {
      int size = spikes.size;
      int rows = spikes.steps * spikes.batch;
      int parts = parallel.threads() == 1 ? 1 : PARTS;
      int[][] next = new int[parts][size];
      parallel.forEach(
          parts,
          part -> {
            int[] count = next[part];
            int end = spikes.offsets[bound(part + 1, rows, parts)];
            for (int e = spikes.offsets[bound(part, rows, parts)]; e < end; e++) {
              count[spikes.units[e]]++;
            }
          });
      int[] start = new int[size + 1];
      int at = 0;
      for (int n = 0; n < size; n++) {
        start[n] = at;
        for (int[] count : next) {
          int more = count[n];
          count[n] = at;
          at += more;
        }
      }
      start[size] = at;
      int[] placed = new int[at];
      float[] counts = spikes.counts == null ? null : new float[at];
      parallel.forEach(
          parts,
          part -> {
            int last = bound(part + 1, rows, parts);
            for (int r = bound(part, rows, parts); r < last; r++) {
              for (int e = spikes.offsets[r]; e < spikes.offsets[r + 1]; e++) {
                int to = next[part][spikes.units[e]]++;
                placed[to] = r;
                if (counts != null) {
                  counts[to] = spikes.counts[e];
                }
              }
            }
          });
      return new ByUnit(start, placed, counts);
    }

    private static int bound(int part, int rows, int parts) {
      return (int) ((long) rows * part / parts);
    }
  }
}
