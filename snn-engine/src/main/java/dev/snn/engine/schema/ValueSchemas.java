package dev.snn.engine.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.api.plugin.Part;
import dev.snn.api.plugin.Value;
import dev.snn.engine.tree.Option;
import dev.snn.engine.tree.Records;
import dev.snn.engine.tree.Trees;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What may be written for an option, as {@link Records} reads it. */
final class ValueSchemas {
  /** The definition of a number or a distribution. */
  static final String VALUE = "value";

  private final Form form;

  ValueSchemas(Form form) {
    this.form = form;
  }

  /** The options of a record; nothing gives the default of each. */
  ObjectNode options(Class<? extends Record> type, JsonNode defaults) {
    ObjectNode properties = Trees.NODES.objectNode();
    for (Option option : Option.of(type)) {
      JsonNode value = defaults.path(option.name());
      properties.set(option.name(), described(option, value, option(option, value, Set.of())));
    }
    return properties;
  }

  /**
   * An option.
   *
   * @param types of a nested part where none is written; empty where that is not known
   */
  ObjectNode option(Option option, JsonNode value, Set<String> types) {
    Class<?> type = option.component().getType();
    if (type == List.class) {
      return Schemas.orNull(Schemas.list(element(option)));
    }
    if (option.family() != null) {
      return Schemas.orNull(part(option.family(), types));
    }
    if (isMapping(type)) {
      return Schemas.orNull(Schemas.mapping(options(type.asSubclass(Record.class), value)));
    }
    return Schemas.orNull(single(type));
  }

  /** A word about an option, and its default. */
  static ObjectNode described(Option option, JsonNode value, ObjectNode schema) {
    ObjectNode all = Trees.NODES.objectNode();
    if (!option.doc().isEmpty()) {
      all.put("description", option.doc());
    }
    if (!value.isMissingNode() && !value.isNull()) {
      all.set("default", value);
    }
    all.setAll(schema);
    return all;
  }

  private ObjectNode part(String family, Set<String> types) {
    if (form == Form.OVERLAY || types.isEmpty()) {
      return Schemas.ref(form.of(family));
    }
    List<ObjectNode> usual =
        types.stream().map(type -> Schemas.ref(form.of(family, type))).toList();
    return Schemas.when(Schemas.lacks("type"), Schemas.anyOf(usual), Schemas.ref(form.of(family)));
  }

  /** An element of a list, of which there is no default. */
  ObjectNode element(Option option) {
    Class<?> type = option.elementType();
    if (option.family() != null) {
      return Schemas.ref(Form.WHOLE.of(option.family()));
    }
    if (!isMapping(type)) {
      return single(type);
    }
    Class<? extends Record> record = type.asSubclass(Record.class);
    ObjectNode schema =
        Schemas.mapping(new ValueSchemas(Form.WHOLE).options(record, Trees.NODES.missingNode()));
    ArrayNode required = schema.putArray("required");
    Option.of(record).stream()
        .filter(each -> each.component().getType().isPrimitive())
        .forEach(each -> required.add(each.name()));
    return schema;
  }

  static boolean isMapping(Class<?> type) {
    return type.isRecord() && type != Part.class;
  }

  private static ObjectNode single(Class<?> type) {
    if (type.isEnum()) {
      return Schemas.names(Option.names(type));
    }
    if (type == int.class || type == Integer.class) {
      return Schemas.whole(Integer.MIN_VALUE, Integer.MAX_VALUE);
    }
    if (type == long.class || type == Long.class) {
      return Schemas.type("integer");
    }
    if (type == boolean.class || type == Boolean.class) {
      return Schemas.type("boolean");
    }
    if (type == Value.class) {
      return Schemas.ref(VALUE);
    }
    if (type == String.class) {
      return Schemas.text();
    }
    return type == Part.class ? Schemas.type("object") : Schemas.number();
  }

  /** A number, or one distribution with all its parameters. */
  static ObjectNode value() {
    ObjectNode kinds = Trees.NODES.objectNode();
    for (Map.Entry<String, Class<? extends Record>> kind : Records.distributions().entrySet()) {
      ObjectNode parameters = Trees.NODES.objectNode();
      Option.of(kind.getValue()).forEach(each -> parameters.set(each.name(), Schemas.number()));
      ObjectNode schema = Schemas.mapping(parameters);
      ArrayNode required = schema.putArray("required");
      parameters.fieldNames().forEachRemaining(required::add);
      kinds.set(kind.getKey(), schema);
    }
    ObjectNode one = Schemas.mapping(kinds).put("minProperties", 1).put("maxProperties", 1);
    return Schemas.anyOf(List.of(Schemas.number(), one));
  }
}
