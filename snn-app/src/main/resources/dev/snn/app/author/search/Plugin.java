package yourlab;

import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;
import dev.snn.api.search.Candidate;
import dev.snn.api.search.Search;
import dev.snn.api.search.SearchPlugin;
import dev.snn.api.search.Space;
import dev.snn.api.search.Told;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A walk: some random candidates, then steps from the best one so far.
 *
 * <pre>
 *   u ~ U(0, 1)^d      then u = u_best + radius N(0, 1)^d, reflected at 0 and 1
 * </pre>
 *
 * <p>Candidates are points of the unit cube; the space turns them into values. What is random
 * depends on the number of the candidate alone, so that an interrupted search goes on to the same.
 */
public final class NewPlugin implements SearchPlugin<NewPlugin.Config> {
  /** Options. */
  public record Config(
      @Doc("random candidates before the walk") int initial,
      @Doc("standard deviation of a step, as a share of each dimension") double radius) {
    public Config {
      Check.atLeastOne("initial", initial);
      Check.positive("radius", radius);
    }
  }

  public String name() {
    return "yourlab.name";
  }

  public Config defaults() {
    return new Config(4, 0.1);
  }

  public Search create(Config config, BuildContext context) {
    return (space, told) ->
        space.at(point(config, space, told, context.random("candidate-" + told.size())));
  }

  private static double[] point(Config c, Space space, List<Told> told, RandomGenerator random) {
    Candidate best = best(told);
    if (told.size() < c.initial() || best == null) {
      return random.doubles(space.coordinates()).toArray();
    }
    double[] u = space.unit(best);
    for (int d = 0; d < u.length; d++) {
      double step = u[d] + c.radius() * random.nextGaussian();
      // What steps over an end of the range comes back from it.
      u[d] = Math.max(0, 1 - Math.abs(1 - Math.abs(step)));
    }
    return u;
  }

  /** The candidate of the lowest objective; null where no run has one. */
  private static Candidate best(List<Told> told) {
    Told best = null;
    for (Told one : told) {
      boolean over = !Double.isNaN(one.objective());
      if (over && (best == null || one.objective() < best.objective())) {
        best = one;
      }
    }
    return best == null ? null : best.candidate();
  }
}
