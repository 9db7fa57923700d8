package dev.snn.neurons.firstspike;

import dev.snn.api.layer.LocalLearning;
import dev.snn.api.layer.Parameter;
import dev.snn.api.synapse.Plasticity;
import dev.snn.api.tensor.Spikes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Who wins an example. At a place the first map to spike closes it for the others (lateral
 * inhibition; the largest membrane of one step). Of these spikes the earliest wins, of one step
 * that with the largest membrane, then the lowest map, then the lowest place. A winner closes all
 * places up to {@code radius} rows and columns away. Further spikes of its map do not win, but
 * still close their places. The walk ends with the last winner, and a closed place costs nothing.
 */
final class Competition implements LocalLearning {
  private final Taps taps;
  private final Threshold threshold;
  private final int most;
  private final int radius;

  Competition(Taps taps, Threshold threshold, int most, int radius) {
    this.taps = taps;
    this.threshold = threshold;
    this.most = most;
    this.radius = radius;
  }

  /** A neuron that won, and when it spiked. */
  record Winner(int map, int place, int step, float membrane) {
    private static final Comparator<Winner> ORDER =
        Comparator.comparingDouble((Winner w) -> -w.membrane())
            .thenComparingInt(Winner::map)
            .thenComparingInt(Winner::place);
  }

  @Override
  public Parameter weight() {
    return taps.weight();
  }

  @Override
  public Shown present(Spikes input, int example) {
    return new Shown(input, example);
  }

  /** An example that was shown. */
  final class Shown implements Presentation {
    private final Spikes input;
    private final int example;
    private final List<Winner> winners = new ArrayList<>();
    private final float[] v = new float[taps.out().size()];
    private final boolean[] closed = new boolean[taps.places()];
    private final boolean[] won = new boolean[taps.maps()];
    private long operations;

    private Shown(Spikes input, int example) {
      this.input = input;
      this.example = example;
      Taps.Reached reached = new Taps.Reached(taps, threshold.now());
      for (int t = 0; t < input.steps() && winners.size() < most; t++) {
        input.forEach(
            t, example, (line, spikes) -> operations += taps.add(line, spikes, v, closed, reached));
        choose(spiking(reached, t));
        reached.clear();
      }
    }

    private List<Winner> spiking(Taps.Reached reached, int t) {
      List<Winner> spiking = new ArrayList<>();
      for (int k = 0; k < reached.count(); k++) {
        int place = reached.get(k);
        int map = taps.strongest(v, place, reached.threshold());
        if (map >= 0) {
          closed[place] = true;
          spiking.add(new Winner(map, place, t, v[place * taps.maps() + map]));
        }
      }
      spiking.sort(Winner.ORDER);
      return spiking;
    }

    private void choose(List<Winner> spiking) {
      boolean[] inhibited = new boolean[taps.places()];
      for (Winner one : spiking) {
        if (winners.size() < most && !won[one.map()] && !inhibited[one.place()]) {
          winners.add(one);
          won[one.map()] = true;
          inhibit(one.place(), inhibited);
        }
      }
    }

    private void inhibit(int place, boolean[] inhibited) {
      int width = taps.out().width();
      int y = place / width;
      int x = place % width;
      for (int i = Math.max(0, y - radius);
          i <= Math.min(taps.out().height() - 1, y + radius);
          i++) {
        for (int j = Math.max(0, x - radius); j <= Math.min(width - 1, x + radius); j++) {
          inhibited[i * width + j] = true;
          closed[i * width + j] = true;
        }
      }
    }

    List<Winner> list() {
      return winners;
    }

    @Override
    public int winners() {
      return winners.size();
    }

    @Override
    public long operations() {
      return operations;
    }

    @Override
    public void learn(Plasticity rule, float etaPlus, float etaMinus) {
      int[] first = firstSteps();
      for (Winner winner : winners) {
        learn(winner, first, rule, etaPlus, etaMinus);
      }
    }

    /** The step of each line's first spike; after all steps where it has none. */
    private int[] firstSteps() {
      int[] first = new int[taps.in().size()];
      Arrays.fill(first, Integer.MAX_VALUE);
      int last = winners.isEmpty() ? -1 : winners.get(winners.size() - 1).step();
      for (int t = last; t >= 0; t--) {
        int step = t;
        input.forEach(t, example, (line, spikes) -> first[line] = step);
      }
      return first;
    }

    private void learn(Winner winner, int[] first, Plasticity rule, float etaPlus, float etaMinus) {
      int top = winner.place() / taps.out().width() - taps.padding();
      int left = winner.place() % taps.out().width() - taps.padding();
      int k = taps.kernel();
      float[][] rows = taps.weight().value();
      for (int r = 0; r < rows.length; r++) {
        if (!exists(r, winner.map())) {
          continue;
        }
        int y = top + r / k % k;
        int x = left + r % k;
        boolean inside = y >= 0 && x >= 0 && y < taps.in().height() && x < taps.in().width();
        boolean early = inside && first[taps.in().line(r / (k * k), y, x)] <= winner.step();
        float w = rows[r][winner.map()];
        rows[r][winner.map()] =
            early ? rule.afterPost(w, etaPlus, 1) : rule.afterPre(w, etaMinus, 1);
      }
    }

    private boolean exists(int row, int map) {
      return taps.weight().connections().complete()
          || Arrays.binarySearch(taps.weight().connections().live(row), map) >= 0;
    }
  }
}
