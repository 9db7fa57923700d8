package dev.snn.neurons.firstspike;

import dev.snn.api.tensor.Spikes;
import dev.snn.api.tensor.Tensor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The equations step by step: every neuron looks at its whole field of view at every step. */
final class SteppedReference {
  private final Taps taps;
  private final float threshold;
  private final float[][] weight;

  /** Membranes {@code [T][map][place]}, without any spike taking part in them. */
  private final float[][][] membrane;

  private final int steps;

  SteppedReference(Taps taps, float threshold, Spikes input) {
    this.taps = taps;
    this.threshold = threshold;
    this.weight = taps.weight().value();
    this.steps = input.steps();
    this.membrane = new float[steps][taps.maps()][taps.places()];
    Tensor dense = input.toTensor();
    for (int map = 0; map < taps.maps(); map++) {
      for (int place = 0; place < taps.places(); place++) {
        float v = 0;
        for (int t = 0; t < steps; t++) {
          v = after(v, dense.row(t, 0), map, place);
          membrane[t][map][place] = v;
        }
      }
    }
  }

  private float after(float before, float[] spikes, int map, int place) {
    int k = taps.kernel();
    float v = before;
    for (int r = 0; r < weight.length; r++) {
      int y = place / taps.out().width() + r / k % k - taps.padding();
      int x = place % taps.out().width() + r % k - taps.padding();
      if (y >= 0 && x >= 0 && y < taps.in().height() && x < taps.in().width()) {
        float s = spikes[taps.in().line(r / (k * k), y, x)];
        v = s == 0 ? v : v + s * weight[r][map];
      }
    }
    return v;
  }

  private int firstStep(int map, int place) {
    int t = 0;
    while (t < steps && membrane[t][map][place] < threshold) {
      t++;
    }
    return t;
  }

  /** Spikes {@code [T][line]}. */
  boolean[][] spikes(boolean inhibition) {
    boolean[][] out = new boolean[steps + 1][taps.out().size()];
    for (int place = 0; place < taps.places(); place++) {
      for (int map = 0; map < taps.maps(); map++) {
        boolean wins = !inhibition || map == mapOf(place);
        out[firstStep(map, place)][map * taps.places() + place] |= wins;
      }
    }
    return out;
  }

  /** The map that spikes first at a place. */
  private int mapOf(int place) {
    int best = 0;
    for (int map = 1; map < taps.maps(); map++) {
      int step = firstStep(map, place);
      int least = firstStep(best, place);
      boolean stronger =
          step == least && step < steps && membrane[step][map][place] > membrane[step][best][place];
      best = step < least || stronger ? map : best;
    }
    return best;
  }

  /** All spikes that inhibition leaves, in order, then one winner after the other. */
  List<Competition.Winner> winners(int most, int radius) {
    List<Competition.Winner> all = new ArrayList<>();
    for (int place = 0; place < taps.places(); place++) {
      int map = mapOf(place);
      int step = firstStep(map, place);
      if (step < steps) {
        all.add(new Competition.Winner(map, place, step, membrane[step][map][place]));
      }
    }
    all.sort(
        Comparator.comparingInt(Competition.Winner::step)
            .thenComparing(w -> -w.membrane())
            .thenComparing(Competition.Winner::map)
            .thenComparing(Competition.Winner::place));
    List<Competition.Winner> winners = new ArrayList<>();
    while (!all.isEmpty() && winners.size() < most) {
      Competition.Winner next = all.get(0);
      winners.add(next);
      all.removeIf(w -> w.map() == next.map() || isNear(w.place(), next.place(), radius));
    }
    return winners;
  }

  private boolean isNear(int a, int b, int radius) {
    int width = taps.out().width();
    return Math.abs(a / width - b / width) <= radius && Math.abs(a % width - b % width) <= radius;
  }
}
