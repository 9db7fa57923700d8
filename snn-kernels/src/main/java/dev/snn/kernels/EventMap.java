package dev.snn.kernels;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Adds up what the events of an image contribute to the pixels of another one, from inputs to
 * outputs of a convolution or back. For a row of the image and a column x' of the result,
 *
 * <pre>
 *   sum[x'][ky, o] += sum_{c, x} value[c, y, x] weight[c, kx(x, x')][ky, o]
 * </pre>
 *
 * is a sum of long rows, which hold all places ky of the kernel. They go to a ring of rows of the
 * result: each ky to its own row, and a row that has got all is written out and begins anew. For
 * each turn of the ring there is a copy of the weights in its order, so that all rows are added at
 * the same index.
 */
final class EventMap {
  /** Planes of a multiple of so many values lie in the same lines of the level-1 cache. */
  private static final int CONFLICT = 256;

  /** Columns that are written at a time at least. */
  private static final int STRIP = 16;

  private final Taps y;
  private final Taps x;
  private final int channels;
  private final int outputs;

  /** What the sums of a channel begin with. */
  private final float[] start;

  /** For each turn and line {@code c kernelWidth + kx} the weights {@code [slot outputs + o]}. */
  private final float[][][] weight;

  /** What a column of the image reaches: entries {@code tapStart[x] .. tapStart[x + 1]}. */
  private final int[] tapStart;

  private final int[] tapTarget;
  private final int[] tapPlace;

  /** Gives {@code weight[o][c, ky, kx]}. */
  interface Weights {
    float of(int c, int ky, int kx, int o);
  }

  EventMap(Taps y, Taps x, int channels, int outputs, float[] start, Weights of) {
    this.y = y;
    this.x = x;
    this.channels = channels;
    this.outputs = outputs;
    this.start = start;
    tapStart = x.starts();
    tapTarget = x.allTargets();
    tapPlace = x.allPlaces();
    weight = new float[y.turns()][channels * x.kernel][y.slots * outputs];
    for (int turn = 0; turn < weight.length; turn++) {
      for (int ky = 0; ky < y.kernel; ky++) {
        int slot = y.slot(turn, ky);
        if (slot >= 0) {
          fill(weight[turn], slot * outputs, ky, of);
        }
      }
    }
  }

  private void fill(float[][] rows, int at, int ky, Weights of) {
    for (int c = 0; c < channels; c++) {
      for (int kx = 0; kx < x.kernel; kx++) {
        float[] row = rows[c * x.kernel + kx];
        for (int o = 0; o < outputs; o++) {
          row[at + o] = of.of(c, ky, kx, o);
        }
      }
    }
  }

  /** Room for the sums of one thread, for each map. */
  static ImageMap[] rooms(EventMap[] maps) {
    return Arrays.stream(maps).map(map -> map.new Room()).toArray(ImageMap[]::new);
  }

  /** Room for the sums of one thread. */
  final class Room implements ImageMap {
    private final int most = channels * x.kernel;
    private final float[][] sums = new float[y.rings * x.targets][y.slots * outputs];
    private final int[] lines = new int[x.targets * most];
    private final float[] values = new float[x.targets * most];
    private final int[] begins = IntStream.range(0, x.targets).map(t -> t * most).toArray();
    private final int[] ends = new int[x.targets];
    private final int pitch = x.targets | 1;
    private final boolean strips = y.targets * x.targets % CONFLICT == 0 && x.targets >= STRIP;
    private final float[] strip = new float[strips ? outputs * pitch : 0];

    @Override
    public void map(ImageEvents events, int group, float[] out, int outAt) {
      for (int t : y.untouched) {
        begin(t);
        write(t, out, outAt);
      }
      for (int s = 0; s < y.sources; s++) {
        for (int t : y.opened[s]) {
          begin(t);
        }
        add(events, group * y.sources + s, s);
        for (int t : y.closed[s]) {
          write(t, out, outAt);
        }
      }
    }

    private void begin(int t) {
      int at = y.slot(t) * outputs;
      int ring = t % y.rings * x.targets;
      for (int k = 0; k < x.targets; k++) {
        System.arraycopy(start, 0, sums[ring + k], at, outputs);
      }
    }

    private void write(int t, float[] out, int outAt) {
      int from = y.slot(t) * outputs;
      int ring = t % y.rings * x.targets;
      int plane = y.targets * x.targets;
      int at = outAt + t * x.targets;
      if (!strips) {
        Across.write(sums, ring, x.targets, from, outputs, out, at, plane);
        return;
      }
      Across.write(sums, ring, x.targets, from, outputs, strip, 0, pitch);
      for (int o = 0; o < outputs; o++) {
        System.arraycopy(strip, o * pitch, out, at + o * plane, x.targets);
      }
    }

    /** Adds one row of the image. */
    private void add(ImageEvents events, int stretch, int source) {
      System.arraycopy(begins, 0, ends, 0, ends.length);
      if (events.counted()) {
        listValues(events, stretch);
      } else {
        list(events, stretch);
      }
      float[][] rows = weight[y.turn[source]];
      int[] stretches = y.stretches[source];
      int ring = y.ring[source] * x.targets;
      for (int i = 0; i < stretches.length; i += 2) {
        int low = stretches[i] * outputs;
        int high = stretches[i + 1] * outputs;
        for (int t = 0; t < ends.length; t++) {
          if (events.counted()) {
            RowKernel.addScaled(sums[ring + t], rows, lines, values, begins[t], ends[t], low, high);
          } else {
            RowKernel.add(sums[ring + t], rows, lines, begins[t], ends[t], low, high);
          }
        }
      }
    }

    private void list(ImageEvents events, int stretch) {
      int last = events.start[stretch + 1];
      for (int e = events.start[stretch]; e < last; e++) {
        int column = events.column[e];
        int line = events.channel[e] * x.kernel;
        int end = tapStart[column + 1];
        for (int i = tapStart[column]; i < end; i++) {
          lines[ends[tapTarget[i]]++] = line + tapPlace[i];
        }
      }
    }

    private void listValues(ImageEvents events, int stretch) {
      int last = events.start[stretch + 1];
      for (int e = events.start[stretch]; e < last; e++) {
        int column = events.column[e];
        int line = events.channel[e] * x.kernel;
        float value = events.value[e];
        int end = tapStart[column + 1];
        for (int i = tapStart[column]; i < end; i++) {
          int at = ends[tapTarget[i]]++;
          lines[at] = line + tapPlace[i];
          values[at] = value;
        }
      }
    }
  }
}
