package dev.snn.engine.run;

import dev.snn.api.data.Dataset;
import dev.snn.api.data.DatasetInfo;
import dev.snn.api.data.DatasetPlugin;
import dev.snn.api.plugin.DataHome;
import dev.snn.api.random.Seed;
import dev.snn.engine.config.Context;
import dev.snn.engine.config.Resolved;
import dev.snn.engine.config.Resolver;
import dev.snn.engine.tree.Trees;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The data sets that were asked for last, for runs on any thread. */
final class Datasets {
  private static final int KEPT = 2;

  private final Resolver resolver;
  private final DataHome home;
  private final Map<String, Kept> kept =
      new LinkedHashMap<>(4, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Kept> eldest) {
          return size() > KEPT;
        }
      };

  /** A data set, and its files as they were before they were read. */
  private record Kept(Dataset data, List<String> stamps) {}

  Datasets(Resolver resolver, DataHome home) {
    this.resolver = resolver;
    this.home = home;
  }

  /**
   * The data set of a configuration, read again where its files have changed. One that draws is
   * drawn from seed 0, so that all seeds of a row see the same examples, unless it splits them by
   * the seed.
   */
  synchronized Dataset get(Resolved<Dataset> part, double dt, long runSeed) {
    long seed = splitsBySeed(part) ? runSeed : 0;
    String key = Trees.canonical(part.tree()) + dt + "|" + seed;
    Kept before = kept.get(key);
    DataStamps files = new DataStamps(home, part.tree());
    if (before != null && before.stamps().equals(files.of(before.data().info()))) {
      return before.data();
    }
    List<String> named = files.named();
    Dataset data = empty(dt, seed).at("dataset", 0).make(part);
    // A file that changed while it was read is read again the next time.
    boolean still = named.equals(files.named());
    kept.put(key, new Kept(data, still ? files.of(data.info()) : List.of("changed")));
    return data;
  }

  /**
   * The data set of a configuration, to score a network that was trained on another one: classes
   * and columns mean what they meant there.
   */
  Dataset toScore(Resolved<Dataset> part, double dt, long runSeed, DatasetInfo trainedOn) {
    long seed = splitsBySeed(part) ? runSeed : 0;
    return empty(dt, seed).with(trainedOn).at("dataset", 0).make(part);
  }

  private Context empty(double dt, long seed) {
    return Context.empty(resolver, home, dt, new Seed(seed));
  }

  private static boolean splitsBySeed(Resolved<Dataset> part) {
    return part.entry().plugin() instanceof DatasetPlugin<?> dataset
        && part.entry().call("splitsBySeed", () -> ask(dataset, part.config()));
  }

  @SuppressWarnings("unchecked")
  private static <C extends Record> boolean ask(DatasetPlugin<C> plugin, Record config) {
    return plugin.splitsBySeed((C) config);
  }
}
