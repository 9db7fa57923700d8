package dev.snn.bench.executor;

import dev.snn.api.plugin.UserError;
import dev.snn.engine.error.Hint;
import dev.snn.engine.error.Shown;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** The kinds of executors on the class path, and those that could be there. */
public final class ExecutorProviders {
  /** Modules that the usual build leaves out, and how to build them. */
  private static final Map<String, String> OPTIONAL =
      Map.of("spark", "mvn -Pspark,launcher -pl snn-spark -am -Dmaven.test.skip=true package");

  private final Map<String, ExecutorProvider> byName = new TreeMap<>();

  private ExecutorProviders() {
    byName.put(LocalProvider.NAME, new LocalProvider());
    ServiceLoader.load(ExecutorProvider.class, ExecutorProviders.class.getClassLoader())
        .forEach(provider -> byName.put(provider.name(), provider));
  }

  /** Those of this process. */
  public static ExecutorProviders load() {
    return new ExecutorProviders();
  }

  /**
   * Opens an executor.
   *
   * @param name of its kind
   */
  public RunExecutor open(String name, ExecutorProvider.Surroundings surroundings) {
    ExecutorProvider provider = byName.get(name);
    if (provider != null) {
      return provider.open(surroundings);
    }
    if (OPTIONAL.containsKey(name)) {
      throw new UserError(
          "--on %s: the module snn-%s is not built, which the usual build leaves out. In the checkout: %s"
              .formatted(name, name, OPTIONAL.get(name)));
    }
    TreeMap<String, String> all = new TreeMap<>(OPTIONAL);
    byName.keySet().forEach(key -> all.put(key, ""));
    throw new UserError(
        "--on: no executor named '%s'.%s Available: %s."
            .formatted(Shown.word(name), Hint.didYouMean(name, all.keySet()), all.keySet()));
  }
}
