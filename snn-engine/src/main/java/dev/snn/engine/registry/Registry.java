package dev.snn.engine.registry;

import dev.snn.api.plugin.Family;
import dev.snn.api.plugin.UserError;
import dev.snn.engine.error.Hint;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The plug-ins of one family by name. */
public final class Registry<T> {
  private final Family<T> family;
  private final TreeMap<String, Entry<T>> entries;

  Registry(Family<T> family, Map<String, Entry<T>> entries) {
    this.family = family;
    this.entries = new TreeMap<>(entries);
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
          "no %s named '%s'.%s Available: %s. A plug-in jar lists its provider in META-INF/services."
              .formatted(family.name(), name, Hint.didYouMean(name, entries.keySet()), names()));
    }
    return entry;
  }
}
