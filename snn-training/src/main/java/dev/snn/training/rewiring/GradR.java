package dev.snn.training.rewiring;

import dev.snn.api.learning.Rewiring;
import dev.snn.api.learning.RewiringPlugin;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;

/** {@code grad-r}: gradient rewiring; see {@link GradientRewiring}. */
public final class GradR implements RewiringPlugin<GradR.Config> {

  /** Options of {@code grad-r}. */
  public record Config(
      @Doc(
              "strength of the prior: each update takes alpha x the learning rate off every hidden"
                  + " parameter, so that alpha x updates says how many weights are left")
          double alpha,
      @Doc(
              "target sparsity p, at least 0.5 and below 1: the prior's centre is ln(2 (1 - p)) / alpha, which"
                  + " no hidden parameter reaches in a training of usual length, so that p has no effect")
          double sparsity,
      @Doc(
              "updates between two that see the gradients of absent weights, which are 0 in"
                  + " between; 1, as published: they are seen at each update")
          int every) {
    public Config {
      Check.notNegative("alpha", alpha);
      Check.between("sparsity", sparsity, 0.5, 0.999999);
      Check.atLeastOne("every", every);
    }
  }

  @Override
  public String name() {
    return "grad-r";
  }

  @Override
  public Config defaults() {
    return new Config(1e-3, 0.95, 1);
  }

  @Override
  public Rewiring create(Config config, BuildContext context) {
    return new GradientRewiring(config, context.path());
  }

  @Override
  public String description() {
    return "hidden parameters of frozen sign: pruned at zero, regrown by their gradient";
  }

  @Override
  public String citation() {
    return "Chen, Yu, Fang, Huang and Tian 2021, doi:10.24963/ijcai.2021/236";
  }
}
