package dev.snn.training.layerwise;

import dev.snn.api.layer.Connections;
import dev.snn.api.layer.Parameter;
import dev.snn.api.random.Seed;
import dev.snn.api.random.Stream;
import java.util.Arrays;

/** Removes weights for good: their value is 0, and {@link Connections} says they are absent. */
final class Pruning {
  private final PruneOptions options;
  private final Seed seed;

  Pruning(PruneOptions options, Seed seed) {
    this.options = options;
    this.seed = seed;
  }

  /** Before a layer learns. */
  void begin(int layer, Parameter weight) {
    if (options.mode() != PruneOptions.Mode.RANDOM) {
      return;
    }
    float[][] w = weight.value();
    int columns = w[0].length;
    Stream random = seed.stream("prune/layers[" + layer + "]");
    int[] order = random.permutation(w.length * columns);
    boolean[][] keep = new boolean[w.length][columns];
    for (int k = (int) options.removed(order.length); k < order.length; k++) {
      keep[order[k] / columns][order[k] % columns] = true;
    }
    keep(weight, keep);
  }

  /** While it learns, after so many examples. */
  void look(long shown, Parameter weight) {
    if (options.mode() == PruneOptions.Mode.LEARNING && shown >= options.warmup()) {
      below(options.threshold(shown), weight);
    }
  }

  /** Once it has learned. */
  void end(Parameter weight) {
    if (options.mode() == PruneOptions.Mode.AFTER) {
      below(options.end(), weight);
    }
  }

  private static void below(double threshold, Parameter weight) {
    boolean[][] keep = mask(weight);
    for (int r = 0; r < keep.length; r++) {
      for (int c = 0; c < keep[r].length; c++) {
        keep[r][c] &= weight.value()[r][c] >= threshold;
      }
    }
    keep(weight, keep);
  }

  private static boolean[][] mask(Parameter weight) {
    float[][] w = weight.value();
    boolean[][] is = new boolean[w.length][];
    for (int r = 0; r < w.length; r++) {
      is[r] = new boolean[w[r].length];
      if (weight.connections().complete()) {
        Arrays.fill(is[r], true);
      } else {
        for (int c : weight.connections().live(r)) {
          is[r][c] = true;
        }
      }
    }
    return is;
  }

  private static void keep(Parameter weight, boolean[][] keep) {
    int[][] live = new int[keep.length][];
    for (int r = 0; r < keep.length; r++) {
      int count = 0;
      live[r] = new int[keep[r].length];
      for (int c = 0; c < keep[r].length; c++) {
        if (keep[r][c]) {
          live[r][count++] = c;
        } else {
          weight.value()[r][c] = 0;
        }
      }
      live[r] = Arrays.copyOf(live[r], count);
    }
    weight.connections().set(live);
  }

  /** 1 where a weight exists, to be kept with a checkpoint. */
  static float[][] saved(Parameter weight) {
    boolean[][] is = mask(weight);
    float[][] rows = new float[is.length][];
    for (int r = 0; r < rows.length; r++) {
      rows[r] = new float[is[r].length];
      for (int c = 0; c < is[r].length; c++) {
        rows[r][c] = is[r][c] ? 1 : 0;
      }
    }
    return rows;
  }

  /** Puts back what {@link #saved} gave. */
  static void restore(Parameter weight, float[][] rows) {
    boolean[][] keep = new boolean[rows.length][];
    for (int r = 0; r < rows.length; r++) {
      keep[r] = new boolean[rows[r].length];
      for (int c = 0; c < rows[r].length; c++) {
        keep[r][c] = rows[r][c] != 0;
      }
    }
    keep(weight, keep);
  }

  /** Number of weights that exist. */
  static long count(Parameter weight) {
    boolean all = weight.connections().complete();
    return all ? weight.count() : weight.connections().count();
  }
}
