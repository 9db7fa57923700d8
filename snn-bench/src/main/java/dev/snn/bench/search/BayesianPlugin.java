package dev.snn.bench.search;

import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;
import dev.snn.api.search.Search;
import dev.snn.api.search.SearchPlugin;

/** Bayesian optimisation; see {@link Bayesian}. */
public final class BayesianPlugin implements SearchPlugin<BayesianPlugin.Config> {

  /** Options. */
  public record Config(
      @Doc("candidates of the space-filling start; none given: 2 for each coordinate and 2 more")
          Integer initial,
      @Doc("random points among which the expected improvement is first looked for") int candidates,
      @Doc(
              "Wasserstein distance of gamma, log-normal and uniform distributions (normal ones: second)")
          Order wasserstein) {

    /** Checks the values. */
    public Config {
      if (initial != null) {
        Check.atLeast("initial", initial, 2);
      }
      Check.atLeastOne("candidates", candidates);
    }
  }

  @Override
  public String name() {
    return "bayesian";
  }

  @Override
  public String description() {
    return "expected improvement of a Gaussian process over distances of candidates";
  }

  @Override
  public String citation() {
    return "Snoek, Larochelle and Adams 2012, arXiv:1206.2944; arXiv:2302.11618";
  }

  @Override
  public Config defaults() {
    return new Config(null, 1000, Order.SECOND);
  }

  @Override
  public Search create(Config config, BuildContext context) {
    return new Bayesian(config, context);
  }
}
