package dev.snn.testkit;

import dev.snn.api.plugin.Family;
import dev.snn.api.plugin.Part;
import dev.snn.api.plugin.PartOf;
import dev.snn.api.plugin.Plugin;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Variants of a configuration to check. */
final class Configurations {
  private static final int MOST = 16;

  private Configurations() {}

  /**
   * The defaults and every combination of their enum and boolean options that the record accepts;
   * where there are more than {@value #MOST}, the defaults and each option varied alone.
   */
  static List<Record> variants(Record defaults) {
    List<Record> all = new ArrayList<>(List.of(defaults));
    List<Record> alone = new ArrayList<>(List.of(defaults));
    for (RecordComponent component : defaults.getClass().getRecordComponents()) {
      Object current = PartBinder.get(defaults, component);
      List<Record> more = new ArrayList<>();
      for (Object value : values(component.getType())) {
        if (!value.equals(current)) {
          all.forEach(record -> add(more, record, component.getName(), value));
          add(alone, defaults, component.getName(), value);
        }
      }
      all.addAll(more);
    }
    return all.size() <= MOST ? all : alone;
  }

  private static void add(List<Record> to, Record record, String component, Object value) {
    try {
      to.add(PartBinder.with(record, component, value));
    } catch (RuntimeException refused) {
      // The record does not allow this combination, so there is nothing to check.
    }
  }

  private static List<Object> values(Class<?> type) {
    if (type.isEnum()) {
      return List.of(type.getEnumConstants());
    }
    return type == boolean.class ? List.of(false, true) : List.of();
  }

  /** The options in which a configuration differs from the defaults; empty for the defaults. */
  static String describe(Record config, Record defaults) {
    List<String> different = new ArrayList<>();
    for (RecordComponent component : config.getClass().getRecordComponents()) {
      Object value = PartBinder.get(config, component);
      if (!Objects.equals(value, PartBinder.get(defaults, component))) {
        different.add(PartBinder.snakeCase(component.getName()) + "=" + value);
      }
    }
    return String.join(" ", different);
  }

  /**
   * The configuration with gradients through every reset: {@code detachReset} false in it and in
   * its nested parts. A detached reset is left out of the gradient on purpose, so that central
   * differences cannot agree with it.
   */
  static Record attached(Record config, ClassLoader loader) {
    Record out = config;
    for (RecordComponent component : config.getClass().getRecordComponents()) {
      Object value = PartBinder.get(config, component);
      if (component.getName().equals("detachReset") && Boolean.TRUE.equals(value)) {
        out = PartBinder.with(out, "detachReset", false);
      } else if (value instanceof Part part) {
        out = PartBinder.with(out, component.getName(), attached(part, component, loader));
      }
    }
    return out;
  }

  private static Part attached(Part part, RecordComponent component, ClassLoader loader) {
    PartOf family = component.getAnnotation(PartOf.class);
    if (family == null) {
      return part;
    }
    for (Family<?> f : Family.all()) {
      if (f.name().equals(family.value())) {
        Plugin<?, ?> plugin = TestContext.find(f, part.type(), loader);
        Record defaults = plugin == null ? null : plugin.defaults();
        if (defaults != null && PartBinder.value(defaults, "detachReset") != null) {
          Map<String, Object> options = new LinkedHashMap<>(part.options());
          options.put("detach_reset", false);
          return new Part(part.type(), options);
        }
      }
    }
    return part;
  }
}
