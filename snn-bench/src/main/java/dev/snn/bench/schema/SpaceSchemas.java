package dev.snn.bench.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.api.search.Kind;
import dev.snn.engine.schema.Schemas;
import dev.snn.engine.tree.Trees;
import java.util.List;
import java.util.Locale;

/** What an option of a sweep may be, beside a list of values. */
final class SpaceSchemas {
  /** The name of the definition. */
  static final String DIMENSION = "dimension";

  private static final List<String> REAL = List.of("uniform", "log_uniform");
  private static final List<String> WHOLE = List.of("integer", "log_integer");

  private SpaceSchemas() {}

  /** One range or distribution. */
  static ObjectNode dimension() {
    ObjectNode kinds = Trees.NODES.objectNode();
    REAL.forEach(name -> kinds.set(name, range(Schemas.number())));
    WHOLE.forEach(name -> kinds.set(name, range(Schemas.type("integer"))));
    for (Kind kind : Kind.values()) {
      String name = kind.name().toLowerCase(Locale.ROOT);
      ObjectNode distribution = distribution(kind);
      kinds.set(
          name,
          kinds.has(name) ? Schemas.anyOf(List.of(kinds.get(name), distribution)) : distribution);
    }
    return one(kinds);
  }

  private static ObjectNode one(ObjectNode kinds) {
    return Schemas.mapping(kinds).put("minProperties", 1).put("maxProperties", 1);
  }

  private static ObjectNode range(JsonNode bound) {
    return Schemas.list(bound).put("minItems", 2).put("maxItems", 2);
  }

  private static ObjectNode distribution(Kind kind) {
    ObjectNode ranges = Trees.NODES.objectNode();
    REAL.forEach(name -> ranges.set(name, range(Schemas.number())));
    ObjectNode parameter = Schemas.anyOf(List.of(Schemas.number(), one(ranges)));
    ObjectNode parameters = Trees.NODES.objectNode();
    kind.parameters().forEach(name -> parameters.set(name, parameter));
    ObjectNode schema = Schemas.mapping(parameters);
    ArrayNode required = schema.putArray("required");
    kind.parameters().forEach(required::add);
    return schema;
  }
}
