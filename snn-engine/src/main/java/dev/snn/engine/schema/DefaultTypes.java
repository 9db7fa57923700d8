package dev.snn.engine.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.snn.engine.registry.Entry;
import dev.snn.engine.registry.Registries;
import dev.snn.engine.registry.Registry;
import dev.snn.engine.tree.Option;
import dev.snn.engine.tree.Records;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The types that a nested part may have where none is written: that of the plug-in's default, or
 * that of another plug-in's default which has such a part in it.
 */
final class DefaultTypes {
  private final Registries registries;
  private final Map<List<String>, Set<String>> types = new HashMap<>();

  DefaultTypes(Registries registries) {
    this.registries = registries;
    for (Registry<?> registry : registries.all()) {
      for (Entry<?> entry : registry.entries()) {
        add(registry.family().name(), entry, Records.encode(entry.defaults()));
      }
    }
  }

  /** Those of an option; empty where it has no default. */
  Set<String> of(String family, String type, String option) {
    return types.getOrDefault(List.of(family, type, option), Set.of());
  }

  private void add(String family, Entry<?> entry, JsonNode values) {
    for (Option option : Option.of(entry.defaults().getClass())) {
      JsonNode part = values.path(option.name());
      String type = part.path("type").asText();
      if (option.family() == null || !part.isObject()) {
        continue;
      }
      Registry<?> nested = registries.of(option.family());
      if (nested.names().contains(type)) {
        List<String> place = List.of(family, entry.name(), option.name());
        types.computeIfAbsent(place, key -> new LinkedHashSet<>()).add(type);
        add(option.family(), nested.get(type), part);
      }
    }
  }
}
