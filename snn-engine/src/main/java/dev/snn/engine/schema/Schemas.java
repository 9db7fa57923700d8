package dev.snn.engine.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.engine.tree.Trees;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Pieces of JSON Schema, draft 2020-12. */
public final class Schemas {
  /** A text that a number may be written as. */
  private static final String NUMBER = "^[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?$";

  private static final String TYPE = "type";
  private static final String NULL = "null";

  private Schemas() {}

  /** The text of a schema. */
  public static String text(ObjectNode schema) {
    return schema.toPrettyString().replace(System.lineSeparator(), "\n") + "\n";
  }

  /** Values of one of these JSON types. */
  public static ObjectNode type(String... types) {
    ObjectNode schema = Trees.NODES.objectNode();
    if (types.length == 1) {
      return schema.put(TYPE, types[0]);
    }
    schema.set(TYPE, Trees.of(types));
    return schema;
  }

  /** A number, also one in quotes. */
  public static ObjectNode number() {
    return type("number", "string").put("pattern", NUMBER);
  }

  /** A text; any single value is one. */
  public static ObjectNode text() {
    return type("string", "number", "boolean");
  }

  /** A whole number in a range. */
  public static ObjectNode whole(long low, long high) {
    return type("integer").put("minimum", low).put("maximum", high);
  }

  /** One of these words. */
  public static ObjectNode names(Collection<String> names) {
    ObjectNode schema = Trees.NODES.objectNode();
    schema.set("enum", Trees.of(names));
    return schema;
  }

  /** What stands under {@code $defs}. */
  public static ObjectNode ref(String definition) {
    return Trees.NODES.objectNode().put("$ref", "#/$defs/" + definition);
  }

  /** A list. */
  public static ObjectNode list(JsonNode element) {
    ObjectNode schema = type("array");
    schema.set("items", element);
    return schema;
  }

  /** A mapping with these keys alone. */
  public static ObjectNode mapping(ObjectNode properties) {
    ObjectNode schema = type("object");
    schema.set("properties", properties);
    return schema.put("additionalProperties", false);
  }

  /** A mapping of names of the user's own. */
  public static ObjectNode named(JsonNode value) {
    ObjectNode schema = type("object");
    schema.set("additionalProperties", value);
    return schema;
  }

  /** What fits at least one. */
  public static ObjectNode anyOf(Collection<? extends JsonNode> choices) {
    Set<JsonNode> distinct = new LinkedHashSet<>(choices);
    if (distinct.isEmpty()) {
      ObjectNode nothing = Trees.NODES.objectNode();
      nothing.putObject("not");
      return nothing;
    }
    if (distinct.size() == 1) {
      return (ObjectNode) distinct.iterator().next().deepCopy();
    }
    ObjectNode schema = Trees.NODES.objectNode();
    ArrayNode list = schema.putArray("anyOf");
    distinct.forEach(list::add);
    return schema;
  }

  /** The same, or nothing. */
  public static ObjectNode orNull(ObjectNode schema) {
    ObjectNode wider = schema.deepCopy();
    if (wider.has(TYPE)) {
      Set<String> types = new LinkedHashSet<>();
      JsonNode given = wider.get(TYPE);
      (given.isArray() ? given : List.of(given)).forEach(each -> types.add(each.asText()));
      types.add(NULL);
      wider.set(TYPE, Trees.of(types));
      return wider;
    }
    if (wider.get("enum") instanceof ArrayNode values) {
      if (!values.get(values.size() - 1).isNull()) {
        values.addNull();
      }
      return wider;
    }
    return anyOf(List.of(wider, type(NULL)));
  }

  /** Where a condition holds, this as well. */
  public static ObjectNode when(JsonNode condition, JsonNode then) {
    ObjectNode schema = Trees.NODES.objectNode();
    schema.set("if", condition);
    schema.set("then", then);
    return schema;
  }

  /** Where a condition holds the one, else the other. */
  public static ObjectNode when(JsonNode condition, JsonNode then, JsonNode otherwise) {
    ObjectNode schema = when(condition, then);
    schema.set("else", otherwise);
    return schema;
  }

  /** A condition: a mapping without this key. */
  public static ObjectNode lacks(String key) {
    ObjectNode schema = type("object");
    schema.set("not", has(key));
    return schema;
  }

  /** A condition on a mapping: it has this key. */
  public static ObjectNode has(String key) {
    ObjectNode schema = Trees.NODES.objectNode();
    schema.putArray("required").add(key);
    return schema;
  }

  /** A condition: a mapping whose key has this value. */
  public static ObjectNode is(String key, String value) {
    ObjectNode schema = type("object");
    schema.putObject("properties").putObject(key).put("const", value);
    schema.putArray("required").add(key);
    return schema;
  }
}
