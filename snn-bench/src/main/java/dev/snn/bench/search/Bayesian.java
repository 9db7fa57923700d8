package dev.snn.bench.search;

import dev.snn.api.plugin.BuildContext;
import dev.snn.api.search.Candidate;
import dev.snn.api.search.Search;
import dev.snn.api.search.Space;
import dev.snn.api.search.Told;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/**
 * Bayesian optimisation: a space-filling start, then the candidate of the largest expected
 * improvement over the least mean of the process at the candidates so far. A run without a result
 * counts as the worst of the others. No candidate is proposed twice.
 */
final class Bayesian implements Search {
  private final BayesianPlugin.Config config;
  private final BuildContext context;

  Bayesian(BayesianPlugin.Config config, BuildContext context) {
    this.config = config;
    this.context = context;
  }

  @Override
  public OptionalLong size(Space space) {
    return space.size();
  }

  @Override
  public Candidate propose(Space space, List<Told> told) {
    int k = told.size();
    Proposals proposals = new Proposals(space, told, context.random("proposal-" + (k + 1)));
    double[] values = values(told);
    boolean flat = Arrays.stream(values).distinct().count() < 2;
    if (k < initial(space) || flat) {
      return proposals.spread(context.random("start"));
    }
    Metric metric = new Metric(space, config.wasserstein());
    return proposals.best(Surface.fit(metric, told, values), config.candidates());
  }

  private int initial(Space space) {
    return config.initial() == null ? 2 * space.coordinates() + 2 : config.initial();
  }

  /** Objectives, those of runs without a result replaced by the worst. */
  private static double[] values(List<Told> told) {
    double worst =
        told.stream().mapToDouble(Told::objective).filter(Double::isFinite).max().orElse(0);
    return told.stream()
        .mapToDouble(t -> Double.isFinite(t.objective()) ? t.objective() : worst)
        .toArray();
  }
}
