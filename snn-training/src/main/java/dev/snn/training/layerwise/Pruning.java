package dev.snn.training.layerwise;

import dev.snn.api.layer.Parameter;
import dev.snn.api.learning.SavedState;
import dev.snn.api.random.Seed;
import dev.snn.training.rewiring.Mask;
import java.util.List;

/** Removes weights of the layers that learn for good. */
final class Pruning {
  private final PruneOptions options;
  private final Seed seed;
  private final List<Mask> masks;

  /** All weights exist. */
  Pruning(PruneOptions options, Seed seed, List<Parameter> weights) {
    this.options = options;
    this.seed = seed;
    this.masks = weights.stream().map(Mask::new).toList();
  }

  /**
   * Before a weight learns.
   *
   * @param k its place among those that learn
   * @param layer its layer's place in the network
   */
  void begin(int k, int layer) {
    if (options.mode() == PruneOptions.Mode.RANDOM) {
      Mask mask = masks.get(k);
      mask.chooseRandomly(
          mask.size() - options.removed(k, mask.size()),
          seed.stream("prune/layers[" + layer + "]"));
    }
  }

  /** While it learns, after so many examples. */
  void look(int k, long shown) {
    if (options.mode() == PruneOptions.Mode.LEARNING && shown >= options.warmup()) {
      dropBelow(options.threshold(shown), masks.get(k));
    }
  }

  /** Once it has learned. */
  void end(int k) {
    if (options.mode() == PruneOptions.Mode.AFTER) {
      dropBelow(options.end(), masks.get(k));
    }
  }

  private static void dropBelow(double threshold, Mask mask) {
    float[][] value = mask.weight().value();
    for (int r = 0; r < value.length; r++) {
      for (int c : mask.live(r)) {
        if (value[r][c] < threshold) {
          mask.drop(r, c);
        }
      }
    }
    mask.publish();
    mask.weight().connections().clearAbsent(value);
  }

  /** What exists. */
  SavedState state() {
    SavedState state = new SavedState();
    for (int k = 0; k < masks.size() && options.mode() != PruneOptions.Mode.NONE; k++) {
      SavedState part = new SavedState();
      masks.get(k).save(part);
      state.put("layer-" + k, part);
    }
    return state;
  }

  /** Lets exist what did. */
  void restore(SavedState state) {
    for (int k = 0; k < masks.size() && options.mode() != PruneOptions.Mode.NONE; k++) {
      masks.get(k).restore(state.part("layer-" + k));
    }
  }

  /** Number of weights that exist. */
  long count(int k) {
    return masks.get(k).count();
  }
}
