package dev.snn.engine.run;

import dev.snn.api.plugin.Family;
import dev.snn.api.plugin.Part;
import dev.snn.api.plugin.PartOf;
import dev.snn.engine.config.Resolved;
import dev.snn.engine.config.Resolver;
import dev.snn.engine.config.RunConfig;
import dev.snn.engine.registry.Entry;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/** The plug-ins of a configuration, those of nested parts included. */
final class PluginsUsed {
  private final Resolver resolver;
  private final TreeMap<String, Entry<?>> found = new TreeMap<>();

  private PluginsUsed(Resolver resolver) {
    this.resolver = resolver;
  }

  static Collection<Entry<?>> of(RunConfig config, Resolver resolver) {
    PluginsUsed used = new PluginsUsed(resolver);
    List<Resolved<?>> parts = new ArrayList<>();
    config.layers().forEach(node -> node.layer().ifPresent(parts::add));
    parts.add(config.dataset());
    parts.add(config.encoder());
    parts.add(config.decoder());
    parts.add(config.loss());
    parts.add(config.training());
    parts.addAll(config.metrics());
    parts.forEach(used::add);
    return used.found.values();
  }

  private void add(Resolved<?> part) {
    if (part == null) {
      return;
    }
    found.put(part.entry().family().name() + "/" + part.entry().name(), part.entry());
    nested(part.config());
  }

  private void nested(Record config) {
    for (RecordComponent component : config.getClass().getRecordComponents()) {
      Object value;
      try {
        component.getAccessor().setAccessible(true);
        value = component.getAccessor().invoke(config);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
      PartOf of = component.getAccessor().getAnnotation(PartOf.class);
      for (Object element : value instanceof List<?> list ? list : java.util.Arrays.asList(value)) {
        if (of != null && element instanceof Part part) {
          Family<?> family = resolver.registries().of(of.value()).family();
          add(resolver.resolve(family, part, component.getName()));
        } else if (element instanceof Record inner && !(element instanceof Part)) {
          nested(inner);
        }
      }
    }
  }
}
