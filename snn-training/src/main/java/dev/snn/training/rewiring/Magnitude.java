package dev.snn.training.rewiring;

import dev.snn.api.learning.Rewiring;
import dev.snn.api.learning.RewiringPlugin;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;

/** {@code magnitude}: the smallest weights are pruned, at once or little by little. */
public final class Magnitude implements RewiringPlugin<Magnitude.Config> {

  /** When weights are pruned. */
  public enum When {
    /** All at once. */
    ONE_SHOT,
    /** Little by little. */
    GRADUAL
  }

  /** Among which weights the smallest are looked for. */
  public enum Scope {
    /** Among all. */
    GLOBAL,
    /** In each layer, to the same share. */
    UNIFORM,
    /** In each layer, to more of narrow ones. */
    ERDOS_RENYI
  }

  /** Options of {@code magnitude}. */
  public record Config(
      @Doc("share of the weights that are left") double connectivity,
      @Doc(
              "global: the smallest of all layers together; else of each layer, to the same share or"
                  + " to more of narrow ones")
          Scope distribution,
      @Doc("one-shot: all at once after epoch begin; gradual: from begin to end") When when,
      @Doc("epochs of training before the first are pruned; 0: at the start") double begin,
      @Doc("of gradual: epochs after which the last are pruned") double end,
      @Doc("of gradual: updates between two prunings") int every) {
    public Config {
      Check.between("connectivity", connectivity, 1e-6, 1);
      Check.notNegative("begin", begin);
      if (when == When.GRADUAL && end <= begin) {
        throw new IllegalArgumentException(
            "end must be above begin ("
                + begin
                + ") where weights are pruned gradually, got "
                + end);
      }
      Check.notNegative("end", end);
      Check.atLeastOne("every", every);
    }
  }

  @Override
  public String name() {
    return "magnitude";
  }

  @Override
  public Config defaults() {
    return new Config(0.1, Scope.GLOBAL, When.ONE_SHOT, 1, 2, 100);
  }

  @Override
  public Rewiring create(Config config, BuildContext context) {
    return new MagnitudePruning(config, context);
  }

  @Override
  public String description() {
    return "the smallest weights are pruned, at once or gradually; those left are trained on";
  }

  @Override
  public String citation() {
    return "Han et al. 2015, arXiv:1506.02626; Zhu and Gupta 2017, arXiv:1710.01878";
  }
}
