package dev.snn.engine.tree;

import com.fasterxml.jackson.core.JsonProcessingException;
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
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
                  .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                  .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                  .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
                  .build())
          .build();

  private static final String TYPE = "type";
  private static final String PROCEDURE = "procedure";

  private Trees() {}

  /** Reads YAML; {@code where} stands in front of error texts. */
  public static JsonNode parse(String text, String where) {
    return YamlReader.read(text, where);
  }

  /** Reads a file of YAML; one that is too long is refused before it is read whole. */
  public static JsonNode parse(Path file) {
    String where = file.toString();
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      // A character has at most four bytes.
      bytes = in.readNBytes(4 * YamlReader.LONGEST + 1);
    } catch (IOException e) {
      throw new UserError("cannot read the experiment file " + file + ".", e);
    }
    if (bytes.length > 4 * YamlReader.LONGEST) {
      throw YamlReader.tooLong(where);
    }
    try {
      return parse(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString(), where);
    } catch (CharacterCodingException e) {
      throw new UserError(file + ": not a text file in UTF-8.", e);
    }
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
    return NODES.objectNode().put(above.has(PROCEDURE) ? PROCEDURE : TYPE, old.asText());
  }

  private static boolean sameType(JsonNode old, ObjectNode above) {
    if (old == null || !(old.isObject() || old.isTextual())) {
      return false;
    }
    for (String key : List.of(TYPE, PROCEDURE)) {
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
    return node.isObject() ? typeOf(node.get(TYPE)) : node.asText();
  }

  /**
   * Sets the value at a path such as {@code layers[0].neuron.tau_mem} in place.
   *
   * @param where stands in front of error texts
   */
  public static void set(ObjectNode tree, String path, JsonNode value, String where) {
    Place place = place(tree, path, where);
    if (place.holder() instanceof ArrayNode list) {
      list.set(place.index(), value);
    } else {
      ((ObjectNode) place.holder()).set(place.name(), value);
    }
  }

  /**
   * Lays a value over what stands at a path, in place, as {@link #merge} does: mappings merge key
   * by key, everything else replaces, null removes.
   *
   * @param where stands in front of error texts
   */
  public static void lay(ObjectNode tree, String path, JsonNode value, String where) {
    Place place = place(tree, path, where);
    if (place.holder() instanceof ArrayNode list) {
      if (value.isNull()) {
        throw new UserError(where + ": an entry of a list cannot be removed. Write the list anew.");
      }
      ObjectNode below = NODES.objectNode();
      below.set(place.name(), list.get(place.index()));
      ObjectNode above = NODES.objectNode();
      above.set(place.name(), value);
      list.set(place.index(), merge(below, above).get(place.name()));
    } else {
      ObjectNode holder = (ObjectNode) place.holder();
      ObjectNode above = NODES.objectNode();
      above.set(place.name(), value);
      ObjectNode merged = merge(holder, above);
      holder.removeAll();
      holder.setAll(merged);
    }
  }

  /** Where the last step of a path leads: an option of a mapping, or an entry of a list. */
  private record Place(JsonNode holder, String name, int index) {}

  private static Place place(ObjectNode tree, String path, String where) {
    String[] steps = steps(path);
    JsonNode at = tree;
    for (int i = 0; i < steps.length - 1; i++) {
      at = child(at, steps[i], where);
    }
    String last = steps[steps.length - 1];
    if (last.startsWith("[")) {
      return new Place(at, last, index((ArrayNode) list(at, where), last, where));
    }
    if (!(at instanceof ObjectNode)) {
      throw new UserError(where + ": there are no options at that place.");
    }
    return new Place(at, last, -1);
  }

  /** The steps of a path: names, and positions as {@code [0]}. */
  public static String[] steps(String path) {
    return path.replace("[", ".[").split("\\.");
  }

  private static JsonNode child(JsonNode at, String step, String where) {
    if (step.startsWith("[")) {
      ArrayNode list = (ArrayNode) list(at, where);
      int index = index(list, step, where);
      list.set(index, expanded(list.get(index), TYPE));
      return list.get(index);
    }
    if (!(at instanceof ObjectNode mapping)) {
      throw new UserError(where + ": there are no options at that place.");
    }
    JsonNode next = mapping.get(step);
    if (next == null || next.isNull()) {
      next = NODES.objectNode();
    }
    next = expanded(next, step.equals("training") ? PROCEDURE : TYPE);
    mapping.set(step, next);
    return next;
  }

  private static JsonNode expanded(JsonNode node, String key) {
    return node.isTextual() ? NODES.objectNode().put(key, node.asText()) : node;
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
