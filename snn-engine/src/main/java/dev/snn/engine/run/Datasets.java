package dev.snn.engine.run;

import dev.snn.api.data.Dataset;
import dev.snn.api.data.DatasetInfo;
import dev.snn.api.data.DatasetPlugin;
import dev.snn.api.plugin.DataHome;
import dev.snn.api.plugin.Plugin;
import dev.snn.api.random.Seed;
import dev.snn.engine.config.Context;
import dev.snn.engine.config.Resolved;
import dev.snn.engine.config.Resolver;
import dev.snn.engine.tree.Trees;
import java.util.LinkedHashMap;
import java.util.Map;

/** The data sets that were asked for last, for runs on any thread. */
final class Datasets {
  private static final int KEPT = 2;

  private final Resolver resolver;
  private final DataHome home;
  private final Map<String, Dataset> kept =
      new LinkedHashMap<>(4, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Dataset> eldest) {
          return size() > KEPT;
        }
      };

  Datasets(Resolver resolver, DataHome home) {
    this.resolver = resolver;
    this.home = home;
  }

  /**
   * The data set of a configuration. One that draws is drawn from seed 0, so that all seeds of a
   * row see the same examples, unless it splits them by the seed.
   */
  synchronized Dataset get(Resolved<Dataset> part, double dt, long runSeed) {
    long seed = splitsBySeed(part.entry().plugin(), part.config()) ? runSeed : 0;
    String key = Trees.canonical(part.tree()) + dt + "|" + seed;
    Dataset data = kept.get(key);
    if (data == null) {
      data = empty(dt, seed).at("dataset", 0).make(part);
      kept.put(key, data);
    }
    return data;
  }

  /**
   * The data set of a configuration, to score a network that was trained on another one: classes
   * and columns mean what they meant there.
   */
  Dataset toScore(Resolved<Dataset> part, double dt, long runSeed, DatasetInfo trainedOn) {
    long seed = splitsBySeed(part.entry().plugin(), part.config()) ? runSeed : 0;
    return empty(dt, seed).with(trainedOn).at("dataset", 0).make(part);
  }

  private Context empty(double dt, long seed) {
    return Context.empty(resolver, home, dt, new Seed(seed));
  }

  private static boolean splitsBySeed(Plugin<?, ?> plugin, Record config) {
    return plugin instanceof DatasetPlugin<?> dataset && ask(dataset, config);
  }

  @SuppressWarnings("unchecked")
  private static <C extends Record> boolean ask(DatasetPlugin<C> plugin, Record config) {
    return plugin.splitsBySeed((C) config);
  }
}
