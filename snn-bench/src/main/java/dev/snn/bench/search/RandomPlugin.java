package dev.snn.bench.search;

import dev.snn.api.plugin.BuildContext;
import dev.snn.api.search.Candidate;
import dev.snn.api.search.Search;
import dev.snn.api.search.SearchPlugin;
import dev.snn.api.search.Space;
import dev.snn.api.search.Told;
import java.util.List;

/** Independent candidates, uniform in the coordinates of the space. */
public final class RandomPlugin implements SearchPlugin<RandomPlugin.Config> {

  /** No options. */
  public record Config() {}

  @Override
  public String name() {
    return "random";
  }

  @Override
  public String description() {
    return "candidates drawn independently of each other";
  }

  @Override
  public String citation() {
    return "Bergstra and Bengio 2012, JMLR 13:281-305";
  }

  @Override
  public Config defaults() {
    return new Config();
  }

  @Override
  public Search create(Config config, BuildContext context) {
    return new Search() {
      @Override
      public Candidate propose(Space space, List<Told> told) {
        return space.at(
            context
                .random("candidate-" + (told.size() + 1))
                .doubles(space.coordinates())
                .toArray());
      }

      @Override
      public boolean independent() {
        return true;
      }
    };
  }
}
