package dev.snn.training.rewiring;

import dev.snn.api.learning.Rewiring;
import dev.snn.api.learning.RewiringPlugin;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;

/** {@code deep-r}: deep rewiring; see {@link DeepRewiring}. */
public final class DeepR implements RewiringPlugin<DeepR.Config> {

  /** Options of {@code deep-r}. */
  public record Config(
      @Doc("share of the weights that exist") double connectivity,
      @Doc("the same share of each layer, or more of narrow ones") Distribution distribution,
      @Doc(
              "true: initial weights x sqrt(all / those that exist), so that sums keep their"
                  + " variance")
          boolean rescale,
      @Doc("L1 penalty: each update takes it x the learning rate off the size of every weight")
          double l1,
      @Doc(
              "temperature T: each update moves every weight by sqrt(2 T learning rate) times a"
                  + " Gaussian; 0 for no noise")
          double temperature) {
    public Config {
      Check.between("connectivity", connectivity, 1e-6, 1);
      Check.notNegative("l1", l1);
      Check.notNegative("temperature", temperature);
    }
  }

  @Override
  public String name() {
    return "deep-r";
  }

  @Override
  public Config defaults() {
    return new Config(0.1, Distribution.UNIFORM, true, 1e-4, 0);
  }

  @Override
  public Rewiring create(Config config, BuildContext context) {
    return new DeepRewiring(config, context);
  }

  @Override
  public String description() {
    return "weights that change sign are pruned, and as many grow at random";
  }

  @Override
  public String citation() {
    return "Bellec, Kappel, Maass and Legenstein 2018, arXiv:1711.05136";
  }
}
