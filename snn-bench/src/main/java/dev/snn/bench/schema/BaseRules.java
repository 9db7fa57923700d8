package dev.snn.bench.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.api.plugin.Family;
import dev.snn.engine.registry.Registries;
import dev.snn.engine.schema.ConfigSchemas;
import dev.snn.engine.schema.Form;
import dev.snn.engine.schema.Schemas;
import dev.snn.engine.tree.Trees;
import java.util.List;

/**
 * Where a row or a profile changes options of a part and does not name it, it is the part of the
 * file; if that does not say what trains, it is the usual procedure.
 */
final class BaseRules {
  private BaseRules() {}

  static void addTo(ArrayNode rules, Registries registries) {
    ConfigSchemas.PARTS.forEach(
        (key, family) -> {
          for (String type : registries.of(family).names()) {
            rules.add(Schemas.when(base(key, family, type), overlays(key, family, type)));
          }
        });
    rules.add(
        Schemas.when(
            Procedures.unnamedInFile(),
            overlays(Procedures.TRAINING, Family.PROCEDURE, Procedures.USUAL)));
  }

  /** Some key of a mapping, as a schema of the mapping. */
  static ObjectNode at(String key, JsonNode value) {
    ObjectNode schema = Trees.NODES.objectNode();
    schema.putObject("properties").set(key, value);
    return schema;
  }

  private static ObjectNode base(String key, Family<?> family, String type) {
    ObjectNode condition = at(key, ConfigSchemas.isOf(family, type));
    condition.setAll(Schemas.has(key));
    if (family != Family.PROCEDURE) {
      return condition;
    }
    // 'procedure' at the top goes before what 'training' says.
    ObjectNode alone = Trees.NODES.objectNode();
    alone.set("not", Schemas.has(family.name()));
    ObjectNode both = Trees.NODES.objectNode();
    both.putArray("allOf").add(condition).add(alone);
    return Schemas.anyOf(List.of(both, Schemas.is(family.name(), type)));
  }

  private static ObjectNode overlays(String key, Family<?> family, String type) {
    ObjectNode overlay = at(key, ConfigSchemas.typeless(Form.OVERLAY, family, type));
    ObjectNode each = Trees.NODES.objectNode();
    each.set("additionalProperties", family == Family.PROCEDURE ? unlessNamed(overlay) : overlay);
    ObjectNode properties = Trees.NODES.objectNode();
    properties.putObject("properties").set("rows", each);
    ((ObjectNode) properties.get("properties")).set("profiles", each.deepCopy());
    return properties;
  }

  private static ObjectNode unlessNamed(ObjectNode overlay) {
    return Schemas.when(Procedures.unnamed(), overlay);
  }
}
