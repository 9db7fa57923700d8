package dev.snn.engine.registry;

import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Key;
import com.google.inject.Stage;
import com.google.inject.name.Names;
import com.google.inject.util.Types;
import dev.snn.api.plugin.Family;
import dev.snn.api.plugin.UserError;
import dev.snn.engine.error.Hint;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One {@link Registry} per family. */
public final class Registries {
  private final Map<String, Registry<?>> byFamily = new LinkedHashMap<>();

  private Registries(Injector injector, Optional<Path> plugins) {
    for (Family<?> family : Family.all()) {
      byFamily.put(family.name(), registry(injector, family, plugins));
    }
  }

  /**
   * Finds the plug-ins on the class path and in the jars of a folder.
   *
   * @param plugins a folder with plug-in jars, or a single jar
   */
  public static Registries load(Optional<Path> plugins) {
    return new Registries(
        Guice.createInjector(Stage.DEVELOPMENT, new PluginModule(new Scanner().scan(plugins))),
        plugins);
  }

  /**
   * The plug-ins of a jar that no list of services names, one sentence each.
   *
   * @param entries those it lists, at least one
   */
  public static List<String> unlisted(Path jar, List<? extends Entry<?>> entries) {
    return new ServiceFiles(jar).unlisted(entries);
  }

  @SuppressWarnings("unchecked")
  private static <T> Registry<T> registry(
      Injector injector, Family<T> family, Optional<Path> plugins) {
    Key<?> key =
        Key.get(
            Types.mapOf(String.class, Types.newParameterizedType(Entry.class, family.type())),
            Names.named(family.name()));
    return new Registry<>(family, (Map<String, Entry<T>>) injector.getInstance(key), plugins);
  }

  /** The registry of a family. */
  @SuppressWarnings("unchecked")
  public <T> Registry<T> of(Family<T> family) {
    return (Registry<T>) byFamily.get(family.name());
  }

  /** The registry of a family by its name in configurations and commands. */
  public Registry<?> of(String family) {
    Registry<?> registry = byFamily.get(family);
    if (registry == null) {
      throw new UserError(
          "no family named '%s'.%s Available: %s."
              .formatted(family, Hint.didYouMean(family, byFamily.keySet()), byFamily.keySet()));
    }
    return registry;
  }

  /** All registries. */
  public List<Registry<?>> all() {
    return List.copyOf(byFamily.values());
  }
}
