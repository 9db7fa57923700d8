package dev.snn.training.rewiring;

import dev.snn.api.learning.Rewiring;
import dev.snn.api.learning.RewiringPlugin;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;

/** {@code random}: some weights, chosen at random, never exist. */
public final class RandomMask implements RewiringPlugin<RandomMask.Config> {

  /** Options of {@code random}. */
  public record Config(
      @Doc("share of the weights that exist") double connectivity,
      @Doc("the same share of each layer, or more of narrow ones") Distribution distribution,
      @Doc(
              "true: initial weights x sqrt(all / those that exist), so that sums keep their"
                  + " variance")
          boolean rescale) {
    public Config {
      Check.between("connectivity", connectivity, 1e-6, 1);
    }
  }

  @Override
  public String name() {
    return "random";
  }

  @Override
  public Config defaults() {
    return new Config(0.1, Distribution.UNIFORM, true);
  }

  @Override
  public Rewiring create(Config c, BuildContext context) {
    return new Fixed(c, context);
  }

  @Override
  public String description() {
    return "a fixed choice of weights, made at random";
  }

  private static final class Fixed extends SparseStart {
    Fixed(Config c, BuildContext context) {
      super(context, c.connectivity(), c.distribution(), c.rescale());
    }
  }
}
