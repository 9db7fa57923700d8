package dev.snn.engine.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.api.plugin.DataHome;
import dev.snn.api.plugin.Family;
import dev.snn.api.plugin.Part;
import dev.snn.api.plugin.UserError;
import dev.snn.engine.registry.Entry;
import dev.snn.engine.registry.Registries;
import dev.snn.engine.tree.Option;
import dev.snn.engine.tree.Records;
import dev.snn.engine.tree.Scalars;
import dev.snn.engine.tree.Trees;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Spells out the defaults of parts, recursively, and checks what the user wrote. */
public final class Resolver {
  private static final int MOST_NESTED = 50;

  /** An option that more plug-ins have is no sign of another plug-in. */
  private static final int MOST_OTHERS = 3;

  private final Registries registries;

  /** Null where files are looked for in the working directory alone. */
  private final DataHome data;

  /** A resolver for these plug-ins, for files of the working directory. */
  public Resolver(Registries registries) {
    this(registries, null);
  }

  /**
   * A resolver for these plug-ins.
   *
   * @param data where files are that a configuration names and that are not in the working
   *     directory
   */
  public Resolver(Registries registries, DataHome data) {
    this.registries = registries;
    this.data = data;
  }

  /** The plug-ins. */
  public Registries registries() {
    return registries;
  }

  /** Where files are; null for the working directory alone. */
  DataHome data() {
    return data;
  }

  /** Resolves a part. */
  public <T> Resolved<T> resolve(Family<T> family, Part part, String path) {
    return resolve(family, Records.encodeValue(part), null, path, "type");
  }

  /**
   * Resolves a part.
   *
   * @param given what the user wrote: a name, or a mapping
   * @param fallback the part it replaces, or null: gives the type where the user gave none
   * @param path where it stands
   * @param key the key that names the plug-in
   */
  public <T> Resolved<T> resolve(
      Family<T> family, JsonNode given, ObjectNode fallback, String path, String key) {
    requireShallow(family, path);
    ObjectNode options = mapping(given, path, key);
    String type = type(family, options, fallback, path, key);
    options.remove(key);
    Entry<T> entry;
    try {
      entry = registries.of(family).get(type);
    } catch (UserError e) {
      throw e.in(path);
    }
    Record defaults = entry.defaults();
    ObjectNode base = entry.call("defaults", () -> Records.encode(defaults));
    ObjectNode preset = Trees.NODES.objectNode();
    if (fallback != null && type.equals(fallback.path(key).asText())) {
      preset.setAll(fallback);
      preset.remove(key);
      base.setAll(preset);
    }
    requireOwn(family, entry, options, path);
    ObjectNode complete = fill(defaults.getClass(), base, options, path);
    Class<? extends Record> form = defaults.getClass();
    Record config = entry.call(form.getSimpleName(), () -> Records.decode(form, complete, path));
    ObjectNode tree = Trees.NODES.objectNode().put(key, type);
    tree.setAll(Records.encode(config));
    for (Option option : Option.of(defaults.getClass())) {
      // The preset's value is another default: the plug-in's own must be written over it.
      if (option.added() && !preset.has(option.name()) && option.isEqual(config, defaults)) {
        tree.remove(option.name());
      }
    }
    return new Resolved<>(entry, config, tree);
  }

  /** Refuses options that only others of the family have, and names these. */
  private <T> void requireOwn(Family<T> family, Entry<T> entry, ObjectNode given, String path) {
    List<String> own = options(entry);
    for (String name : (Iterable<String>) given::fieldNames) {
      if (own.contains(name)) {
        continue;
      }
      List<String> others =
          registries.of(family).entries().stream()
              .filter(other -> !other.foreign() && options(other).contains(name))
              .map(Entry::name)
              .toList();
      if (!others.isEmpty() && others.size() <= MOST_OTHERS) {
        throw new UserError(
            "%s: '%s' is an option of the %s %s, and '%s' has none of that name. Valid: %s."
                .formatted(
                    path,
                    name,
                    family.name(),
                    "'" + String.join("', '", others) + "'",
                    entry.name(),
                    own));
      }
    }
  }

  private static List<String> options(Entry<?> entry) {
    return Option.of(entry.defaults().getClass()).stream().map(Option::name).toList();
  }

  /** Options that name a part of their own kind would be spelled out without end. */
  private static void requireShallow(Family<?> family, String path) {
    if (path.chars().filter(c -> c == '.').count() > MOST_NESTED) {
      throw new UserError(
          "%s ...: parts stand more than %d deep in each other; a %s has itself among its defaults."
              .formatted(path.substring(0, 60), MOST_NESTED, family.name()));
    }
  }

  private static ObjectNode mapping(JsonNode given, String path, String key) {
    if (given.isTextual()) {
      return Trees.NODES.objectNode().put(key, given.asText());
    }
    if (given instanceof ObjectNode tree) {
      return tree.deepCopy();
    }
    throw new UserError(
        "%s: must be a name or a mapping with '%s', got %s."
            .formatted(path, key, Scalars.show(given)));
  }

  private String type(
      Family<?> family, ObjectNode options, ObjectNode fallback, String path, String key) {
    JsonNode type = options.get(key);
    if (type == null && fallback != null) {
      type = fallback.get(key);
    }
    if (type == null || !type.isTextual()) {
      throw new UserError(
          "%s: '%s' is missing. It names the %s, one of %s."
              .formatted(path, key, family.name(), registries.of(family).names()));
    }
    return type.asText();
  }

  /** Lays options over defaults, component by component. */
  private ObjectNode fill(
      Class<? extends Record> type, ObjectNode base, ObjectNode given, String path) {
    Records.checkKeys(given, Option.of(type).stream().map(Option::name).toList(), path);
    ObjectNode complete = Trees.NODES.objectNode();
    Set<String> replaced = replaced(type, given, path);
    for (Option option : Option.of(type)) {
      if (replaced.contains(option.name())) {
        complete.putNull(option.name());
        continue;
      }
      String name = option.name();
      JsonNode below = base.path(name);
      JsonNode above = given.path(name);
      complete.set(name, fillOption(option, below, above, Records.join(path, name)));
    }
    return complete;
  }

  /** The options whose default another option takes the place of. */
  private static Set<String> replaced(Class<? extends Record> type, ObjectNode given, String path) {
    Set<String> replaced = new HashSet<>();
    for (Option option : Option.of(type)) {
      String other = option.insteadOf();
      if (other == null) {
        continue;
      }
      if (given.hasNonNull(option.name()) && given.hasNonNull(other)) {
        throw new UserError(
            "%s: give '%s' or '%s', not both.".formatted(path, other, option.name()));
      }
      if (given.hasNonNull(option.name())) {
        replaced.add(other);
      } else if (given.hasNonNull(other)) {
        replaced.add(option.name());
      }
    }
    return replaced;
  }

  private JsonNode fillOption(Option option, JsonNode below, JsonNode above, String path) {
    // null removes what was written: the default is left. Only an option without one is null.
    JsonNode chosen = above.isMissingNode() || above.isNull() ? below : above;
    if (chosen.isNull()) {
      return chosen;
    }
    Class<?> type = option.component().getType();
    if (option.family() != null && chosen instanceof ArrayNode list) {
      ArrayNode parts = Trees.NODES.arrayNode();
      for (int i = 0; i < list.size(); i++) {
        String at = path + "[" + i + "]";
        parts.add(resolve(family(option), list.get(i), null, at, "type").tree());
      }
      return parts;
    }
    if (option.family() != null) {
      ObjectNode fallback = below instanceof ObjectNode tree ? tree : null;
      return resolve(family(option), chosen, fallback, path, "type").tree();
    }
    if (type.isRecord() && type != Part.class && above instanceof ObjectNode tree) {
      ObjectNode under = below instanceof ObjectNode mapping ? mapping : Trees.NODES.objectNode();
      return fill(type.asSubclass(Record.class), under, tree, path);
    }
    return chosen;
  }

  private Family<?> family(Option option) {
    return registries.of(option.family()).family();
  }
}
