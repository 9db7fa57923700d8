package dev.snn.training.rewiring;

import dev.snn.api.learning.Rewiring;
import dev.snn.api.learning.RewiringPlugin;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;

/** {@code set}: sparse evolutionary training. */
public final class SparseEvolutionary implements RewiringPlugin<SparseEvolutionary.Config> {

  /** Options of {@code set}. */
  public record Config(
      @Doc("share of the weights that exist") double connectivity,
      @Doc("the same share of each layer, or more of narrow ones") Distribution distribution,
      @Doc(
              "true: initial weights x sqrt(all / those that exist), so that sums keep their"
                  + " variance")
          boolean rescale,
      @Doc(
              "share of the positive weights nearest to 0, and of the negative ones, that are"
                  + " replaced after each epoch but the last")
          double zeta) {
    public Config {
      Check.between("connectivity", connectivity, 1e-6, 1);
      Check.between("zeta", zeta, 0, 1);
    }
  }

  @Override
  public String name() {
    return "set";
  }

  @Override
  public Config defaults() {
    return new Config(0.1, Distribution.ERDOS_RENYI, true, 0.3);
  }

  @Override
  public Rewiring create(Config c, BuildContext context) {
    return new Evolving(c, context);
  }

  @Override
  public String description() {
    return "after each epoch the smallest weights are replaced by random ones";
  }

  @Override
  public String citation() {
    return "Mocanu et al. 2018, doi:10.1038/s41467-018-04316-3";
  }

  private static final class Evolving extends SparseStart {
    private final double zeta;

    Evolving(Config c, BuildContext context) {
      super(context, c.connectivity(), c.distribution(), c.rescale());
      this.zeta = c.zeta();
    }

    @Override
    public void check(int epochs, int epochUpdates) {
      if (epochs < 2) {
        throw new IllegalArgumentException(
            "set replaces weights after each epoch but the last, and the training has 1 epoch: none is ever replaced. Train for more epochs, or use random.");
      }
    }

    @Override
    void before() {
      if (!beginsEpoch()) {
        return;
      }
      for (Mask mask : masks()) {
        Smallest.dropShare(mask, zeta, w -> w > 0);
        Smallest.dropShare(mask, zeta, w -> w < 0);
        Smallest.dropShare(mask, 1, w -> w == 0);
      }
      // One that comes back at the same place has no gradient of what it was before.
      clearAbsentGradients();
      growRandomly((k, r, c) -> 0);
    }
  }
}
