package dev.snn.training.rewiring;

import dev.snn.api.plugin.BuildContext;

/** A rewiring that is sparse from the start and keeps the number of weights of each layer. */
abstract class SparseStart extends MaskedRewiring {
  private final double connectivity;
  private final Distribution distribution;
  private final boolean rescale;
  private long[] counts;

  /**
   * One with these options.
   *
   * @param rescale true to make initial weights larger, so that the variance of a sum over those
   *     that exist is what it would be over all
   */
  SparseStart(
      BuildContext context, double connectivity, Distribution distribution, boolean rescale) {
    super(context);
    this.connectivity = connectivity;
    this.distribution = distribution;
    this.rescale = rescale;
  }

  @Override
  void start() {
    for (int k = 0; k < masks().size(); k++) {
      Mask mask = masks().get(k);
      mask.chooseRandomly(count(k), random("start", mask));
      if (rescale) {
        mask.scale(Math.sqrt((double) mask.size() / count(k)));
      }
    }
  }

  /** Weights of a mask that exist. */
  final long count(int k) {
    if (counts == null) {
      counts = distribution.counts(weights(), connectivity);
    }
    return counts[k];
  }

  /** Lets weights grow at random until there are as many as at the start. */
  final void growRandomly(Growth growth) {
    for (int k = 0; k < masks().size(); k++) {
      Mask mask = masks().get(k);
      long missing = count(k) - mask.count();
      if (missing > 0) {
        int weight = k;
        mask.growRandomly(missing, random("grow", mask), (r, c) -> growth.value(weight, r, c));
      }
    }
  }

  /** The value that a weight of a mask starts with when it grows. */
  interface Growth {
    float value(int mask, int row, int column);
  }
}
