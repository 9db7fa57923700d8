package dev.snn.neurons.firstspike;

import dev.snn.api.layer.Parameter;
import dev.snn.api.tensor.Shape;
import java.util.Arrays;

/**
 * The synapses of a convolution with stride 1, from the side of its input: row {@code (c k + i) k +
 * j} of the weights has those of channel c at (i, j) of the kernel, one for each map. Membranes lie
 * place by place, those of all maps of a place one after the other.
 */
record Taps(Shape in, Shape out, int kernel, int padding, Parameter weight) {
  /**
   * Weights of which one in so many exists, or fewer, are added one by one; a whole row of them is
   * added as vectors.
   */
  private static final int FEW = 8;

  static Taps of(Shape in, int maps, int kernel, int padding, Parameter weight) {
    int height = in.height() + 2 * padding - kernel + 1;
    int width = in.width() + 2 * padding - kernel + 1;
    return new Taps(in, new Shape(maps, height, width), kernel, padding, weight);
  }

  int places() {
    return out.height() * out.width();
  }

  int maps() {
    return out.channels();
  }

  /**
   * Where neurons may spike at a step: the places that its spikes reached, and where few weights
   * exist, the places and neurons that these brought to the threshold.
   */
  static final class Reached {
    private final float threshold;
    private final boolean few;
    private final int[] places;
    private final boolean[] is;
    private int count;
    private int[] crossed = new int[256];
    private int crossings;

    /**
     * None yet.
     *
     * @param threshold that neurons have in this example
     */
    Reached(Taps taps, float threshold) {
      Parameter weight = taps.weight();
      this.threshold = threshold;
      this.few =
          !weight.connections().complete() && FEW * weight.connections().count() <= weight.count();
      this.places = new int[taps.places()];
      this.is = new boolean[taps.places()];
    }

    private void add(int place) {
      if (!is[place]) {
        is[place] = true;
        places[count++] = place;
      }
    }

    private void cross(int place, int map) {
      add(place);
      if (2 * crossings == crossed.length) {
        crossed = Arrays.copyOf(crossed, 2 * crossed.length);
      }
      crossed[2 * crossings] = place;
      crossed[2 * crossings + 1] = map;
      crossings++;
    }

    float threshold() {
      return threshold;
    }

    /** True where neurons that were brought to the threshold are told. */
    boolean few() {
      return few;
    }

    int count() {
      return count;
    }

    int get(int k) {
      return places[k];
    }

    /** Number of neurons that were brought to the threshold; one may be among them twice. */
    int crossings() {
      return crossings;
    }

    int placeOf(int crossing) {
      return crossed[2 * crossing];
    }

    int mapOf(int crossing) {
      return crossed[2 * crossing + 1];
    }

    void clear() {
      for (int k = 0; k < count; k++) {
        is[places[k]] = false;
      }
      count = 0;
      crossings = 0;
    }
  }

  /**
   * Adds the weights of an input line to the membranes it reaches.
   *
   * @param spikes of the line at this step
   * @param closed places that take nothing any more; null for none
   * @return number of weights added
   */
  long add(int line, float spikes, float[] v, boolean[] closed, Reached reached) {
    int plane = in.height() * in.width();
    int channel = line / plane;
    int y = line % plane / in.width() + padding;
    int x = line % in.width() + padding;
    int added = 0;
    for (int i = Math.max(0, y - out.height() + 1); i < Math.min(kernel, y + 1); i++) {
      for (int j = Math.max(0, x - out.width() + 1); j < Math.min(kernel, x + 1); j++) {
        int place = (y - i) * out.width() + x - j;
        if (closed == null || !closed[place]) {
          int row = (channel * kernel + i) * kernel + j;
          if (reached.few) {
            added += live(row, spikes, v, place, reached);
          } else {
            added += all(row, spikes, v, place);
            reached.add(place);
          }
        }
      }
    }
    return added;
  }

  /** Absent weights are 0. */
  private int all(int row, float spikes, float[] v, int place) {
    float[] w = weight.value()[row];
    int at = place * maps();
    if (spikes == 1) {
      for (int map = 0; map < w.length; map++) {
        v[at + map] += w[map];
      }
    } else {
      for (int map = 0; map < w.length; map++) {
        v[at + map] += spikes * w[map];
      }
    }
    return weight.connections().complete() ? w.length : weight.connections().live(row).length;
  }

  private int live(int row, float spikes, float[] v, int place, Reached reached) {
    float[] w = weight.value()[row];
    int[] live = weight.connections().live(row);
    int at = place * maps();
    for (int map : live) {
      float before = v[at + map];
      float after = before + spikes * w[map];
      v[at + map] = after;
      if (after >= reached.threshold && before < reached.threshold) {
        reached.cross(place, map);
      }
    }
    return live.length;
  }

  /** The map with the largest membrane of a place that reached the threshold; -1 where none did. */
  int strongest(float[] v, int place, float threshold) {
    int best = -1;
    float most = threshold;
    for (int map = 0; map < maps(); map++) {
      float value = v[place * maps() + map];
      if (value >= threshold && (best < 0 || value > most)) {
        best = map;
        most = value;
      }
    }
    return best;
  }

  /** Nothing brings these membranes to a threshold again. */
  void close(float[] v, int place) {
    Arrays.fill(v, place * maps(), (place + 1) * maps(), Float.NEGATIVE_INFINITY);
  }

  /** The number of synapses of each input line; see {@link dev.snn.api.layer.Synapses.Shared}. */
  int[] perLine(boolean zeros) {
    int[] ofRow = new int[weight.value().length];
    for (int r = 0; r < ofRow.length; r++) {
      for (float w : weight.value()[r]) {
        ofRow[r] += zeros || w != 0 ? 1 : 0;
      }
    }
    int[] lines = new int[in.size()];
    for (int line = 0; line < lines.length; line++) {
      int plane = in.height() * in.width();
      int y = line % plane / in.width() + padding;
      int x = line % in.width() + padding;
      for (int i = Math.max(0, y - out.height() + 1); i < Math.min(kernel, y + 1); i++) {
        for (int j = Math.max(0, x - out.width() + 1); j < Math.min(kernel, x + 1); j++) {
          lines[line] += ofRow[(line / plane * kernel + i) * kernel + j];
        }
      }
    }
    return lines;
  }
}
