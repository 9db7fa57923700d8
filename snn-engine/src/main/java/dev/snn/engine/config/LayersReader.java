package dev.snn.engine.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.api.layer.BlockPlugin;
import dev.snn.api.layer.Layer;
import dev.snn.api.layer.Merge;
import dev.snn.api.learning.NetworkBuilder;
import dev.snn.api.plugin.Family;
import dev.snn.api.plugin.UserError;
import dev.snn.engine.error.Hint;
import dev.snn.engine.tree.Records;
import dev.snn.engine.tree.Scalars;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Reads {@code layers}: a chain, unless entries say by {@code from} what they read. */
final class LayersReader {
  static final String NAME = "name";
  static final String FROM = "from";
  static final String MERGE = "merge";

  /** The name of a block that has none. */
  private static final String BLOCK = "block";

  private final Resolver resolver;
  private final JsonNode entries;
  private final List<NodeConfig> nodes = new ArrayList<>();

  /** The number of the entry that each node came from. */
  private final List<Integer> places = new ArrayList<>();

  private int place;

  /** The nodes of the entries before the one that is read, by name. */
  private final Map<String, Integer> numbers = new LinkedHashMap<>();

  private final TreeSet<Integer> unread = new TreeSet<>();

  private LayersReader(Resolver resolver, JsonNode entries) {
    this.resolver = resolver;
    this.entries = entries;
    numbers.put(NetworkBuilder.INPUT, -1);
  }

  /** The entries of a list. */
  static List<NodeConfig> read(Resolver resolver, JsonNode entries) {
    LayersReader reader = new LayersReader(resolver, entries);
    for (int k = 0; k < entries.size(); k++) {
      reader.place = k;
      reader.entry(k, "layers[" + k + "]", entries.get(k));
    }
    reader.unread.remove(reader.nodes.size() - 1);
    for (int k : reader.unread) {
      throw new UserError(
          "layers[%d]%s: no entry reads its output. Name it in the 'from' of a later entry, or remove it."
              .formatted(
                  reader.places.get(k),
                  reader.nodes.get(k).name().map(n -> " '" + n + "'").orElse("")));
    }
    return List.copyOf(reader.nodes);
  }

  private void entry(int k, String path, JsonNode given) {
    if (!(given instanceof ObjectNode tree)) {
      addLayer(k, path, Optional.empty(), List.of(), layer(given, path));
      return;
    }
    ObjectNode options = tree.deepCopy();
    options.remove(List.of(NAME, FROM));
    Optional<String> name = name(k, path, tree);
    List<String> from = from(k, path, tree.get(FROM));
    if (!tree.hasNonNull(MERGE)) {
      if (from.size() > 1) {
        throw new UserError(
            "%s.from: a layer reads one entry, got %s. Put a merge before it, as {merge: add, from: %s}."
                .formatted(path, from, from));
      }
      addLayer(k, path, name, from, layer(options, path));
    } else {
      add(new NodeConfig(name, from, Optional.empty(), Optional.of(merge(options, from, path))));
    }
  }

  private Resolved<Layer> layer(JsonNode given, String path) {
    return resolver.resolve(Family.LAYER, given, null, path, "type");
  }

  private void addLayer(
      int k, String path, Optional<String> name, List<String> from, Resolved<Layer> layer) {
    if (!(layer.entry().plugin() instanceof BlockPlugin<?> block)) {
      add(new NodeConfig(name, from, Optional.of(layer), Optional.empty()));
      return;
    }
    String own = name.orElse(BLOCK);
    if (numbers.containsKey(own)) {
      throw new UserError(
          "%s: there is an entry '%s' before it. Give this one a name, as {name: stage2, type: %s}."
              .formatted(path, own, block.name()));
    }
    String input = from.isEmpty() ? before(own) : from.get(0);
    for (JsonNode each : Expansion.of(layer, block, own, input)) {
      entry(k, path, each);
    }
  }

  /** The name of the entry before, which gets one where it has none: what a block reads. */
  private String before(String block) {
    int last = nodes.size() - 1;
    if (last < 0) {
      return NetworkBuilder.INPUT;
    }
    NodeConfig node = nodes.get(last);
    String name = node.name().orElse(block + ".in");
    nodes.set(last, new NodeConfig(Optional.of(name), node.from(), node.layer(), node.merge()));
    numbers.put(name, last);
    return name;
  }

  private void add(NodeConfig node) {
    int k = nodes.size();
    nodes.add(node);
    places.add(place);
    unread.add(k);
    if (node.from().isEmpty()) {
      unread.remove(k - 1);
    }
    node.from().forEach(name -> unread.remove(numbers.get(name)));
    node.name().ifPresent(name -> numbers.put(name, k));
  }

  private Optional<String> name(int k, String path, ObjectNode tree) {
    if (!tree.hasNonNull(NAME)) {
      return Optional.empty();
    }
    String name = Scalars.text(tree.get(NAME), path + ".name");
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9_.-]*")) {
      throw new UserError(
          "%s.name: must be letters, digits, '-', '_' and '.', got '%s'.".formatted(path, name));
    }
    if (name.equals(NetworkBuilder.INPUT)) {
      throw new UserError(
          "%s.name: 'input' is the name of the encoder's output. Take another.".formatted(path));
    }
    if (numbers.containsKey(name)) {
      throw new UserError(
          "%s.name: layers[%d] is also named '%s'. Give each entry a name of its own."
              .formatted(path, places.get(numbers.get(name)), name));
    }
    return Optional.of(name);
  }

  private List<String> from(int k, String path, JsonNode given) {
    if (given == null || given.isNull()) {
      return List.of();
    }
    List<String> names = new ArrayList<>();
    if (given.isArray()) {
      given.forEach(each -> names.add(Scalars.text(each, path + ".from")));
    } else {
      names.add(Scalars.text(given, path + ".from"));
    }
    if (names.isEmpty()) {
      throw new UserError(
          "%s.from: is an empty list. Leave it out to read the entry before.".formatted(path));
    }
    names.forEach(name -> requireKnown(k, path, name));
    return List.copyOf(names);
  }

  private void requireKnown(int k, String path, String name) {
    if (numbers.containsKey(name)) {
      return;
    }
    for (int later = k; later < entries.size(); later++) {
      if (entries.get(later).path(NAME).asText().equals(name)) {
        throw new UserError(
            "%s.from: '%s' is %s; an entry reads only what stands before it, one of %s."
                .formatted(
                    path,
                    name,
                    later == k ? "this entry itself" : "layers[" + later + "]",
                    numbers.keySet()));
      }
    }
    throw new UserError(
        "%s.from: no entry is named '%s'.%s Names before it: %s."
            .formatted(path, name, Hint.didYouMean(name, numbers.keySet()), numbers.keySet()));
  }

  private static Merge merge(ObjectNode options, List<String> from, String path) {
    if (options.has("type")) {
      throw new UserError(
          "%s: is either a layer with 'type' or a merge with 'merge', not both.".formatted(path));
    }
    Merge merge = (Merge) Records.decodeValue(Merge.class, options.get(MERGE), path + ".merge");
    options.remove(MERGE);
    if (!options.isEmpty()) {
      Records.checkKeys(options, List.of(NAME, MERGE, FROM), path);
    }
    if (from.size() < 2) {
      throw new UserError(
          "%s.from: merge '%s' needs at least 2 entries, as [a, b], got %s."
              .formatted(path, merge.id(), from.isEmpty() ? "none" : "'" + from.get(0) + "'"));
    }
    if (merge == Merge.IAND && from.size() > 2) {
      throw new UserError(
          "%s.from: merge 'iand' takes 2 entries, a and b of (1 - a) b, got %s."
              .formatted(path, from));
    }
    return merge;
  }
}
