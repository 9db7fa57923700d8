package dev.snn.training.rewiring;

import dev.snn.api.layer.Parameter;
import dev.snn.api.plugin.BuildContext;
import java.util.List;

/**
 * Pruning by magnitude. Of n weights {@code n c} are left where the share that is left is
 *
 * <pre>
 *   one-shot   c = 1 before update begin, then connectivity
 *   gradual    c = connectivity + (1 - connectivity) (1 - (u - begin) / (end - begin))^3
 * </pre>
 *
 * at update u, looked at every so many updates from begin to end.
 */
final class MagnitudePruning extends MaskedRewiring {
  private final Magnitude.Config config;

  MagnitudePruning(Magnitude.Config config, BuildContext context) {
    super(context);
    this.config = config;
  }

  /** The last pruning is before an update; where begin is 0, before any. */
  @Override
  public void check(int epochs, int epochUpdates) {
    boolean gradual = config.when() == Magnitude.When.GRADUAL;
    double last = gradual ? config.end() : config.begin();
    if (Math.round(last * epochUpdates) >= (long) epochs * epochUpdates) {
      throw new IllegalArgumentException(
          "magnitude prunes %s after epoch %s (%s), and the training ends after %d. Set %s below epochs, or train for more epochs."
              .formatted(
                  gradual ? "for the last time" : "only",
                  last,
                  gradual ? "end" : "begin",
                  epochs,
                  gradual ? "end" : "begin"));
    }
  }

  /** Where nothing is trained before, already the first pass is pruned. */
  @Override
  void start() {
    before();
  }

  @Override
  void before() {
    long begin = updatesOf(config.begin());
    long end = config.when() == Magnitude.When.ONE_SHOT ? begin : updatesOf(config.end());
    long since = updates() - begin;
    if (since < 0 || updates() > end || since % config.every() != 0 && updates() != end) {
      return;
    }
    double left = end == begin ? 0 : 1 - (double) since / (end - begin);
    prune(config.connectivity() + (1 - config.connectivity()) * left * left * left);
  }

  private void prune(double share) {
    List<Parameter> weights = weights();
    if (config.distribution() == Magnitude.Scope.GLOBAL) {
      long all = weights.stream().mapToLong(Parameter::count).sum();
      long there = masks().stream().mapToLong(Mask::count).sum();
      Smallest.drop(masks(), there - Math.max(1, Math.round(share * all)));
      return;
    }
    long[] counts = Distribution.valueOf(config.distribution().name()).counts(weights, share);
    for (int k = 0; k < counts.length; k++) {
      Smallest.drop(List.of(masks().get(k)), masks().get(k).count() - counts[k]);
    }
  }
}
