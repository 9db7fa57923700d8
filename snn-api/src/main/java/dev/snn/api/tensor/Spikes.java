package dev.snn.api.tensor;

import dev.snn.api.parallel.Parallel;
import java.util.Arrays;
import java.util.List;

/**
 * Spikes {@code [T x B x N]} as event lists. Row {@code r = t * batch + b} holds the events {@code
 * units()[offsets()[r] .. offsets()[r + 1])}, in ascending order of the unit. Binary unless {@link
 * #counts()} gives a number of spikes for each event.
 */
public final class Spikes implements Signal {
  private final int steps;
  private final int batch;
  private final int size;
  private final int[] offsets;
  private final int[] units;
  private final float[] counts;
  private volatile ByUnit byUnit;

  /**
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
  }

  /** The non-zero values of a dense tensor as events; binary when all of them are 1. */
  public static Spikes of(Tensor tensor) {
    SpikesBuilder builder = new SpikesBuilder(tensor.steps(), tensor.batch(), tensor.size());
    for (int b = 0; b < tensor.batch(); b++) {
      SpikesBuilder.Lane lane = builder.lane(b);
      for (int t = 0; t < tensor.steps(); t++) {
        float[] row = tensor.row(t, b);
        for (int n = 0; n < tensor.size(); n++) {
          if (row[n] != 0) {
            lane.add(t, n, row[n]);
          }
        }
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

  /** Where each row's events begin; {@code steps * batch + 1} long. */
  public int[] offsets() {
    return offsets;
  }

  /** The unit of each event. May be longer than {@link #events()}. */
  public int[] units() {
    return units;
  }

  /** The number of spikes of each event, or null when every event is one spike. */
  public float[] counts() {
    return counts;
  }

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

  /** The same events grouped by unit; computed once and kept. */
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
   * 1])}, ascending.
   *
   * @param counts as in {@link Spikes#counts()}, in the order of {@code rows}
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
