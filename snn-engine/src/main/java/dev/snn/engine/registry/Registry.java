package dev.snn.engine.registry;

import dev.snn.api.plugin.Family;
import dev.snn.api.plugin.UserError;
import dev.snn.engine.error.Hint;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The plug-ins of one family by name. */
public final class Registry<T> {
  private final Family<T> family;
  private final TreeMap<String, Entry<T>> entries;
  private final Optional<Path> plugins;

  Registry(Family<T> family, Map<String, Entry<T>> entries, Optional<Path> plugins) {
    this.family = family;
    this.entries = new TreeMap<>(entries);
    this.plugins = plugins;
  }

  /** The family. */
  public Family<T> family() {
    return family;
  }

  /** All names in alphabetical order. */
  public List<String> names() {
    return List.copyOf(entries.keySet());
  }

  /** All plug-ins in the order of their names. */
  public Collection<Entry<T>> entries() {
    return entries.values();
  }

  /** The plug-in with this name; an unknown name is the user's error, with a hint. */
  public Entry<T> get(String name) {
    Entry<T> entry = entries.get(name);
    if (entry == null) {
      throw new UserError(
          "no %s named '%s'.%s Available: %s.%s"
              .formatted(
                  family.name(),
                  name,
                  Hint.didYouMean(name, entries.keySet()),
                  names(),
                  jars(name)));
    }
    return entry;
  }

  /** Names with a dot come from jars. */
  private String jars(String name) {
    if (name.indexOf('.') < 0) {
      return plugins.isEmpty() ? " Those of plug-in jars need --plugins DIR." : "";
    }
    return plugins
        .map(
            given ->
                " A name with a dot is a plug-in's, and --plugins %s has none of it: see its META-INF/services."
                    .formatted(given))
        .orElse(" A name with a dot is a plug-in's: give its jar or folder, as in --plugins DIR.");
  }
}
