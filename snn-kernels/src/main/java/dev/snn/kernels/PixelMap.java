package dev.snn.kernels;

import java.util.Arrays;

/**
 * Adds up what the events of an image contribute to the pixels of another one, pixel by pixel:
 *
 * <pre>
 *   part[ky, kx, o] = sum_c value[c, y, x] weight[c][ky, kx, o]
 *   out[o, y'(y, ky), x'(x, kx)] += part[ky, kx, o]
 * </pre>
 *
 * For images with several events in a pixel and results of few channels, as the gradients of an
 * image are: the sums are over long rows, and each is added once where it belongs.
 */
final class PixelMap {
  /** Shorter stretches are added value by value. */
  private static final int SHORT = 16;

  private static final int[] FIRST = {0};

  private final Taps y;
  private final Taps x;
  private final int channels;
  private final int outputs;

  /** For each channel {@code [(ky kernelWidth + kx) outputs + o]}. */
  private final float[][] weight;

  PixelMap(Taps y, Taps x, int channels, int outputs, EventMap.Weights of) {
    this.y = y;
    this.x = x;
    this.channels = channels;
    this.outputs = outputs;
    weight = new float[channels][y.kernel * x.kernel * outputs];
    for (int c = 0; c < channels; c++) {
      int at = 0;
      for (int ky = 0; ky < y.kernel; ky++) {
        for (int kx = 0; kx < x.kernel; kx++) {
          for (int o = 0; o < outputs; o++) {
            weight[c][at++] = of.of(c, ky, kx, o);
          }
        }
      }
    }
  }

  /** Room for the sums of one thread, for each map. */
  static Room[] rooms(PixelMap[] maps) {
    return Arrays.stream(maps).map(map -> map.new Room()).toArray(Room[]::new);
  }

  /** Room for the sums of one thread. */
  final class Room {
    private final float[] part = new float[y.kernel * x.kernel * outputs];
    private final float[][] parts = {part};
    private final float[] old = new float[part.length];
    private final float[][] sums = new float[y.targets][x.targets * outputs];

    /**
     * Maps the events of a group of channels.
     *
     * @param events pixel by pixel
     * @param group number of the group
     * @param out the image that is overwritten, from {@code outAt}
     */
    void map(ImageEvents events, int group, float[] out, int outAt) {
      for (float[] row : sums) {
        Arrays.fill(row, 0);
      }
      int pixel = group * y.sources * x.sources;
      for (int s = 0; s < y.sources; s++) {
        for (int q = 0; q < x.sources; q++) {
          int from = events.start[pixel];
          int to = events.start[++pixel];
          if (from < to && y.place[s].length > 0 && x.place[q].length > 0) {
            Arrays.fill(part, 0);
            RowKernel.addScaled(
                part, weight, events.channel, events.value, from, to, 0, part.length);
            spread(s, q);
          }
        }
      }
      write(out, outAt);
    }

    private void spread(int s, int q) {
      int[] places = x.place[q];
      int[] targets = x.target[q];
      int last = places.length - 1;
      boolean together = targets[last] - targets[0] == last && places[last] - places[0] == last;
      int n = places.length * outputs;
      if (together && n >= SHORT) {
        addStretches(y.place[s], y.target[s], places[0] * outputs, targets[0] * outputs, n);
        return;
      }
      for (int i = 0; i < y.place[s].length; i++) {
        float[] to = sums[y.target[s][i]];
        int row = y.place[s][i] * x.kernel;
        for (int k = 0; k < places.length; k++) {
          add(part, (row + places[k]) * outputs, to, targets[k] * outputs, outputs);
        }
      }
    }

    /**
     * Adds a stretch of the part for each place ky. The sums come to the part and go back with it,
     * so that both are read at the same index, as vectors. Other values of {@code old} are unused.
     */
    private void addStretches(int[] rows, int[] targets, int from, int to, int n) {
      int pitch = x.kernel * outputs;
      for (int i = 0; i < rows.length; i++) {
        System.arraycopy(sums[targets[i]], to, old, rows[i] * pitch + from, n);
      }
      RowKernel.add(old, parts, FIRST, 0, 1, 0, part.length);
      for (int i = 0; i < rows.length; i++) {
        System.arraycopy(old, rows[i] * pitch + from, sums[targets[i]], to, n);
      }
    }

    private static void add(float[] from, int i, float[] to, int j, int n) {
      for (int k = 0; k < n; k++) {
        to[j + k] += from[i + k];
      }
    }

    private void write(float[] out, int outAt) {
      int pixels = y.targets * x.targets;
      for (int t = 0; t < y.targets; t++) {
        Across.write(sums[t], x.targets, outputs, out, outAt + t * x.targets, pixels);
      }
    }
  }
}
