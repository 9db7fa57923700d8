package dev.snn.training.rewiring;

import dev.snn.api.learning.Rewiring;
import dev.snn.api.learning.RewiringPlugin;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;

/** {@code rigl}: the smallest weights are replaced where the gradient is largest. */
public final class RigL implements RewiringPlugin<RigL.Config> {

  /** Options of {@code rigl}. */
  public record Config(
      @Doc("share of the weights that exist") double connectivity,
      @Doc("the same share of each layer, or more of narrow ones") Distribution distribution,
      @Doc(
              "true: initial weights x sqrt(all / those that exist), so that sums keep their"
                  + " variance")
          boolean rescale,
      @Doc("share of the weights that are replaced at first; it falls to 0 as half a cosine")
          double fraction,
      @Doc("updates between two replacements; only then the gradients of absent weights are seen")
          int every,
      @Doc("epochs after which no weight is replaced any more") double end) {
    public Config {
      Check.between("connectivity", connectivity, 1e-6, 1);
      Check.between("fraction", fraction, 0, 1);
      Check.atLeastOne("every", every);
      Check.positive("end", end);
    }
  }

  @Override
  public String name() {
    return "rigl";
  }

  @Override
  public Config defaults() {
    return new Config(0.1, Distribution.ERDOS_RENYI, true, 0.3, 100, 2);
  }

  @Override
  public Rewiring create(Config c, BuildContext context) {
    return new GradientGrowth(c, context);
  }

  @Override
  public String description() {
    return "every so often the smallest weights are replaced where the gradient is largest";
  }

  @Override
  public String citation() {
    return "Evci, Gale, Menick, Castro and Elsen 2020, arXiv:1911.11134";
  }

  private static final class GradientGrowth extends SparseStart {
    private final Config config;

    GradientGrowth(Config c, BuildContext context) {
      super(context, c.connectivity(), c.distribution(), c.rescale());
      this.config = c;
    }

    @Override
    public void check(int epochs, int epochUpdates) {
      long updates = (long) epochs * epochUpdates;
      if (config.every() >= Math.min(updates, Math.round(config.end() * epochUpdates))) {
        throw new IllegalArgumentException(
            "rigl replaces weights at each update whose number is a multiple of %d (every), after epoch %s (end) no more, and the training has %d epochs of %d updates: none is ever replaced. Set every lower, or end or epochs higher."
                .formatted(config.every(), config.end(), epochs, epochUpdates));
      }
    }

    @Override
    boolean wantsGradientsOfAll() {
      return updates() > 0
          && updates() % config.every() == 0
          && updates() < updatesOf(config.end());
    }

    @Override
    void before() {
      if (!wantsGradientsOfAll()) {
        return;
      }
      double done = (double) updates() / updatesOf(config.end());
      double share = config.fraction() / 2 * (1 + Math.cos(Math.PI * done));
      for (int k = 0; k < masks().size(); k++) {
        Mask mask = masks().get(k);
        Smallest.dropShare(mask, share, w -> true);
        Largest.grow(mask, count(k) - mask.count());
      }
    }
  }
}
