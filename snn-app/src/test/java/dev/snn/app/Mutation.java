package dev.snn.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.snn.engine.tree.Trees;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * A mistake as people make them, in an experiment file.
 *
 * @param tree the file with the mistake
 * @param unread the file with nonsense in place of what holds the mistake; where the program takes
 *     that as well, it does not read that place
 * @param what the mistake, in words
 */
record Mutation(ObjectNode tree, ObjectNode unread, String what) {
  /** Kinds of mistakes. */
  enum Kind {
    KEY,
    TYPE,
    PLUGIN,
    WORD
  }

  private static final List<String> NAMING = List.of("type", "procedure");

  /** A value and where it stands: an option of a mapping, or an element of a list. */
  private record Place(JsonNode holder, String key, int index) {
    JsonNode value() {
      return key == null ? holder.get(index) : holder.get(key);
    }

    void put(JsonNode value) {
      if (key == null) {
        ((ArrayNode) holder).set(index, value);
      } else {
        ((ObjectNode) holder).set(key, value);
      }
    }
  }

  /** A mistake of a kind; empty where the file has no place for one. */
  static Optional<Mutation> of(JsonNode file, Kind kind, RandomGenerator random) {
    ObjectNode tree = file.deepCopy();
    ObjectNode unread = file.deepCopy();
    Predicate<Place> fits = place -> fits(place, kind);
    List<Place> places = places(tree).stream().filter(fits).toList();
    List<Place> others = places(unread).stream().filter(fits).toList();
    if (places.isEmpty()) {
      return Optional.empty();
    }
    int chosen = random.nextInt(places.size());
    Place place = places.get(chosen);
    String what;
    if (kind == Kind.KEY) {
      String typo = typo(place.key(), random);
      if (place.holder().has(typo)) {
        return Optional.empty();
      }
      what = place.key() + " -> " + typo;
      rename((ObjectNode) place.holder(), place.key(), typo);
      ObjectNode holder = (ObjectNode) others.get(chosen).holder();
      holder.removeAll();
      holder.put("no-such-option", 1);
    } else {
      JsonNode value = place.value();
      JsonNode wrong = wrong(value, kind, random);
      what = place.key() + ": " + value + " -> " + wrong;
      place.put(wrong);
      others.get(chosen).put(Trees.NODES.objectNode().put("no-such-option", 1));
    }
    return Optional.of(new Mutation(tree, unread, what));
  }

  private static boolean fits(Place place, Kind kind) {
    JsonNode value = place.value();
    boolean names = place.key() != null && NAMING.contains(place.key());
    return switch (kind) {
      case KEY -> place.key() != null && place.key().length() > 1;
      case TYPE -> !value.isTextual() && !value.isNull();
      case PLUGIN -> names && value.isTextual();
      case WORD -> !names && value.isTextual() && value.asText().length() > 1;
    };
  }

  private static JsonNode wrong(JsonNode value, Kind kind, RandomGenerator random) {
    if (kind != Kind.TYPE) {
      return TextNode.valueOf(typo(value.asText(), random));
    }
    List<JsonNode> others = new ArrayList<>();
    others.add(TextNode.valueOf("many"));
    others.add(Trees.NODES.booleanNode(true));
    others.add(Trees.NODES.numberNode(1.5));
    others.add(Trees.NODES.arrayNode().add(3).add("x"));
    others.removeIf(other -> other.getNodeType() == value.getNodeType());
    return others.get(random.nextInt(others.size()));
  }

  private static List<Place> places(JsonNode tree) {
    List<Place> places = new ArrayList<>();
    collect(tree, places);
    return places;
  }

  private static void collect(JsonNode node, List<Place> places) {
    if (node instanceof ObjectNode mapping) {
      mapping.fieldNames().forEachRemaining(key -> places.add(new Place(mapping, key, -1)));
    } else if (node instanceof ArrayNode list) {
      for (int i = 0; i < list.size(); i++) {
        places.add(new Place(list, null, i));
      }
    }
    node.forEach(child -> collect(child, places));
  }

  /** A key keeps its place. */
  private static void rename(ObjectNode mapping, String key, String other) {
    ObjectNode renamed = Trees.NODES.objectNode();
    mapping
        .properties()
        .forEach(
            each ->
                renamed.set(each.getKey().equals(key) ? other : each.getKey(), each.getValue()));
    mapping.removeAll();
    mapping.setAll(renamed);
  }

  /** A letter too many, one missing, or another one. */
  private static String typo(String word, RandomGenerator random) {
    int at = random.nextInt(word.length());
    String letter = String.valueOf((char) ('a' + random.nextInt(26)));
    return switch (random.nextInt(3)) {
      case 0 -> word.substring(0, at) + letter + word.substring(at);
      case 1 -> word.length() == 1 ? word + letter : word.substring(0, at) + word.substring(at + 1);
      default -> word.substring(0, at) + letter + word.substring(at + 1);
    };
  }
}
