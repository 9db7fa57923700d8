package dev.snn.bench.run;

import dev.snn.api.data.Dataset;
import dev.snn.api.plugin.DataHome;
import dev.snn.api.random.Seed;
import dev.snn.bench.config.Context;
import dev.snn.bench.config.Resolved;
import dev.snn.bench.config.Resolver;
import dev.snn.bench.config.Trees;
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
   * row see the same examples.
   */
  synchronized Dataset get(Resolved<Dataset> part, double dt) {
    String key = Trees.canonical(part.tree()) + dt;
    Dataset data = kept.get(key);
    if (data == null) {
      data = Context.empty(resolver, home, dt, new Seed(0)).at("dataset", 0).make(part);
      kept.put(key, data);
    }
    return data;
  }
}
