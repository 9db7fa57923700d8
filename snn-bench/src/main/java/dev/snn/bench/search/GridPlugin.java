package dev.snn.bench.search;

import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;
import dev.snn.api.search.Search;
import dev.snn.api.search.SearchPlugin;

/** All combinations of a few values of each dimension; see {@link Grid}. */
public final class GridPlugin implements SearchPlugin<GridPlugin.Config> {

  /** Options. */
  public record Config(
      @Doc("values of a range of numbers, both ends included; choices are all taken") int levels) {

    /** Checks the values. */
    public Config {
      Check.atLeast("levels", levels, 2);
    }
  }

  @Override
  public String name() {
    return "grid";
  }

  @Override
  public String description() {
    return "all combinations of evenly spaced values";
  }

  @Override
  public Config defaults() {
    return new Config(5);
  }

  @Override
  public Search create(Config config, BuildContext context) {
    return new Grid(config.levels());
  }
}
