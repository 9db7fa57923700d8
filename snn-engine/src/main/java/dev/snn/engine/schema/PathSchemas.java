package dev.snn.engine.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.api.plugin.Family;
import dev.snn.api.plugin.Value;
import dev.snn.engine.registry.Entry;
import dev.snn.engine.registry.Registries;
import dev.snn.engine.registry.Registry;
import dev.snn.engine.tree.Option;
import dev.snn.engine.tree.Records;
import dev.snn.engine.tree.Trees;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What may be laid over an option by its path, as {@code training.rewiring.alpha}. Of which plug-in
 * a part is does not show in a path: it may be any of the family.
 */
final class PathSchemas {
  private static final String INDEX = "\\[\\d{1,6}\\]";

  /** Prefixes and last steps of paths, by what may be laid there. */
  private final Map<JsonNode, Map<String, Set<String>>> places = new LinkedHashMap<>();

  private final Registries registries;
  private final ValueSchemas values = new ValueSchemas(Form.OVERLAY);
  private final Deque<String> above = new ArrayDeque<>();

  private PathSchemas(Registries registries) {
    this.registries = registries;
  }

  /** Regular expressions of paths, without anchors, and what may be laid there. */
  static Map<String, JsonNode> patterns(Registries registries) {
    PathSchemas paths = new PathSchemas(registries);
    ConfigSchemas.PARTS.forEach(paths::part);
    String layer = ConfigSchemas.LAYERS + INDEX;
    paths.add(Schemas.ref(Form.OVERLAY.of(PartSchemas.ENTRY)), ConfigSchemas.LAYERS, INDEX);
    paths.part(layer, Family.LAYER);
    ObjectNode entry = PartSchemas.ofEntries();
    entry.properties().forEach(each -> paths.add(each.getValue(), layer + "\\.", each.getKey()));
    paths.add(Schemas.ref(Form.OVERLAY.of("metric")), ConfigSchemas.METRICS, INDEX);
    paths.part(ConfigSchemas.METRICS + INDEX, Family.METRIC);
    return paths.joined();
  }

  private void part(String prefix, Family<?> family) {
    Registry<?> registry = registries.of(family);
    add(Schemas.names(registry.names()), prefix + "\\.", Form.key(family.name()));
    if (above.contains(family.name())) {
      // A part within one of its own kind: whatever may stand there.
      add(Trees.NODES.objectNode(), prefix, "[.\\[].*");
      return;
    }
    above.push(family.name());
    Map<String, Set<JsonNode>> options = new LinkedHashMap<>();
    for (Entry<?> entry : registry.entries()) {
      for (Option option : Option.of(entry.defaults().getClass())) {
        options
            .computeIfAbsent(option.name(), name -> new LinkedHashSet<>())
            .add(values.option(option, MissingNode.getInstance(), Set.of()));
        below(prefix + "\\." + option.name(), option);
      }
    }
    options.forEach((name, schemas) -> add(Schemas.anyOf(schemas), prefix + "\\.", name));
    above.pop();
  }

  /** What stands in an option that is a part, a mapping or a list. */
  private void below(String path, Option option) {
    Class<?> type = option.component().getType();
    boolean list = type == List.class;
    String each = list ? path + INDEX : path;
    Class<?> element = list ? option.elementType() : type;
    if (list) {
      add(values.element(option), path, INDEX);
    }
    if (option.family() != null) {
      part(each, registries.of(option.family()).family());
    } else if (ValueSchemas.isMapping(element)) {
      for (Option inner : Option.of(element.asSubclass(Record.class))) {
        add(values.option(inner, MissingNode.getInstance(), Set.of()), each + "\\.", inner.name());
        below(each + "\\." + inner.name(), inner);
      }
    } else if (element == Value.class) {
      String kinds = String.join("|", Records.distributions().keySet());
      add(Trees.NODES.objectNode(), each + "\\.", "(?:" + kinds + ")(?:\\.[a-z_]+)?");
    }
  }

  private void add(JsonNode schema, String prefix, String last) {
    places
        .computeIfAbsent(schema, key -> new LinkedHashMap<>())
        .computeIfAbsent(prefix, key -> new TreeSet<>())
        .add(last);
  }

  private Map<String, JsonNode> joined() {
    Map<String, JsonNode> patterns = new LinkedHashMap<>();
    places.forEach(
        (schema, paths) -> {
          List<String> each =
              paths.entrySet().stream()
                  .map(path -> path.getKey() + "(?:" + String.join("|", path.getValue()) + ")")
                  .toList();
          patterns.put("(?:" + String.join("|", each) + ")", schema);
        });
    return patterns;
  }
}
