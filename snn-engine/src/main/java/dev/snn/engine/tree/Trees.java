package dev.snn.engine.tree;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.snn.api.plugin.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Configuration trees: reading and writing YAML, overlays, hashes. */
public final class Trees {
  /** Makes nodes. */
  public static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .build();
  private static final YAMLMapper YAML =
      YAMLMapper.builder(
              YAMLFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                  .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                  .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
                  .build())
          .build();

  private Trees() {}

  /** Reads YAML; {@code where} stands in front of error texts. */
  public static JsonNode parse(String text, String where) {
    try (JsonParser parser = YAML.createParser(text)) {
      JsonNode tree = YAML.readTree(parser);
      if (parser.nextToken() != null) {
        throw new UserError(
            where + ": holds several YAML documents. Leave one, and remove the line '---'.");
      }
      return tree == null ? NODES.missingNode() : tree;
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation();
      String place = at == null ? "" : ", line " + at.getLineNr() + ", column " + at.getColumnNr();
      throw new UserError(
          where + place + ": not valid YAML: " + oneLine(e.getOriginalMessage()), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String oneLine(String message) {
    // The parser says what it was doing and what is wrong; between them stand indented lines that
    // show where.
    String text =
        message
            .lines()
            .filter(line -> !line.isEmpty() && !Character.isWhitespace(line.charAt(0)))
            .collect(Collectors.joining(", "));
    return text.endsWith(".") ? text : text + ".";
  }

  /** Writes YAML. */
  public static String yaml(JsonNode tree) {
    try {
      return YAML.writeValueAsString(tree);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** JSON with sorted keys and no white space; equal trees give equal texts. */
  public static String canonical(JsonNode tree) {
    try {
      return JSON.writeValueAsString(JSON.treeToValue(tree, Object.class));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** SHA-256 of {@link #canonical}. */
  public static String hash(JsonNode tree) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha.digest(canonical(tree).getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Reads JSON; a missing node where it is none. */
  public static JsonNode json(String text) {
    try {
      JsonNode tree = JSON.readTree(text);
      return tree == null ? NODES.missingNode() : tree;
    } catch (JsonProcessingException e) {
      return NODES.missingNode();
    }
  }

  /** A value from a tree that {@link #of} made; empty where it does not fit. */
  public static <T> Optional<T> value(JsonNode tree, Class<T> type) {
    try {
      return Optional.ofNullable(JSON.treeToValue(tree, type));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /** A tree from plain values. */
  public static JsonNode of(Object value) {
    return JSON.valueToTree(value);
  }

  /** A plain value from a node: number, text, truth value, list, map. */
  public static Object plainValue(JsonNode node) {
    try {
      return JSON.treeToValue(node, Object.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Plain values from a tree. */
  @SuppressWarnings("unchecked")
  public static Map<String, Object> plain(ObjectNode tree) {
    try {
      return JSON.treeToValue(tree, Map.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Lays a tree over another and returns a new one. Mappings merge key by key, everything else
   * replaces; null removes. A mapping whose {@code type} (or {@code procedure}) differs from the
   * one below replaces it, because the options of one plug-in mean nothing to another.
   */
  public static ObjectNode merge(ObjectNode below, ObjectNode above) {
    ObjectNode merged = below.deepCopy();
    for (Map.Entry<String, JsonNode> field : above.properties()) {
      JsonNode old = merged.get(field.getKey());
      JsonNode fresh = field.getValue();
      if (fresh.isNull()) {
        merged.remove(field.getKey());
      } else if (fresh instanceof ObjectNode mapping && sameType(old, mapping)) {
        merged.set(field.getKey(), merge(asMapping(old, mapping), mapping));
      } else {
        merged.set(field.getKey(), fresh.deepCopy());
      }
    }
    return merged;
  }

  private static ObjectNode asMapping(JsonNode old, ObjectNode above) {
    if (old instanceof ObjectNode mapping) {
      return mapping;
    }
    return NODES.objectNode().put(above.has("procedure") ? "procedure" : "type", old.asText());
  }

  private static boolean sameType(JsonNode old, ObjectNode above) {
    if (old == null || !(old.isObject() || old.isTextual())) {
      return false;
    }
    for (String key : List.of("type", "procedure")) {
      if (above.has(key)) {
        JsonNode before = old.isTextual() ? old : old.get(key);
        return typeOf(above.get(key)).equals(typeOf(before));
      }
    }
    return true;
  }

  private static String typeOf(JsonNode node) {
    if (node == null) {
      return "";
    }
    return node.isObject() ? typeOf(node.get("type")) : node.asText();
  }

  /**
   * Sets the value at a path such as {@code layers[0].neuron.tau_mem} in place.
   *
   * @param where stands in front of error texts
   */
  public static void set(ObjectNode tree, String path, JsonNode value, String where) {
    String[] steps = path.replace("[", ".[").split("\\.");
    JsonNode at = tree;
    for (int i = 0; i < steps.length - 1; i++) {
      at = child(at, steps[i], where);
    }
    String last = steps[steps.length - 1];
    if (last.startsWith("[")) {
      ((ArrayNode) list(at, where)).set(index((ArrayNode) at, last, where), value);
    } else if (at instanceof ObjectNode mapping) {
      mapping.set(last, value);
    } else {
      throw new UserError(where + ": there are no options at that place.");
    }
  }

  private static JsonNode child(JsonNode at, String step, String where) {
    if (step.startsWith("[")) {
      ArrayNode list = (ArrayNode) list(at, where);
      int index = index(list, step, where);
      list.set(index, expanded(list.get(index)));
      return list.get(index);
    }
    if (!(at instanceof ObjectNode mapping)) {
      throw new UserError(where + ": there are no options at that place.");
    }
    JsonNode next = mapping.get(step);
    if (next == null || next.isNull()) {
      next = NODES.objectNode();
    }
    next = expanded(next);
    mapping.set(step, next);
    return next;
  }

  private static JsonNode expanded(JsonNode node) {
    return node.isTextual() ? NODES.objectNode().put("type", node.asText()) : node;
  }

  private static JsonNode list(JsonNode at, String where) {
    if (!at.isArray()) {
      throw new UserError(where + ": there is no list at that place.");
    }
    return at;
  }

  private static int index(ArrayNode list, String step, String where) {
    if (!step.matches("\\[\\d{1,6}]")) {
      throw new UserError(where + ": '" + step + "' is not a position such as [0].");
    }
    int index = Integer.parseInt(step.substring(1, step.length() - 1));
    if (index >= list.size()) {
      throw new UserError(
          "%s: %s is beyond the end, the list has %d.".formatted(where, step, list.size()));
    }
    return index;
  }
}
