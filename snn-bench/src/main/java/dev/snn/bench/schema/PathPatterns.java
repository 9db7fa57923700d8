package dev.snn.bench.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.engine.config.RunResolver;
import dev.snn.engine.schema.Schemas;
import dev.snn.engine.tree.Trees;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Where options are named by their paths: rows, profiles, grids, the spaces of sweeps. */
final class PathPatterns {
  private static final String SWEEP = "sweep\\..+";

  private final Map<String, JsonNode> paths;

  PathPatterns(Map<String, JsonNode> paths) {
    this.paths = paths;
  }

  private ObjectNode patterns(String prefix, Function<JsonNode, JsonNode> value) {
    ObjectNode patterns = Trees.NODES.objectNode();
    paths.forEach((path, schema) -> patterns.set("^" + prefix + path + "$", value.apply(schema)));
    return patterns;
  }

  /** Paths that are keys of a row. */
  ObjectNode ofRows() {
    ObjectNode patterns = patterns("", schema -> schema);
    patterns.putObject("^" + SWEEP + "$");
    return patterns;
  }

  /** Paths that are keys of a profile; they may lead to a row. */
  ObjectNode ofProfiles() {
    String row = "rows\\.[^.\\[]+";
    ObjectNode patterns = patterns("(?:" + row + "\\.)?", schema -> schema);
    patterns.putObject("^(?:" + row + "\\.)?" + SWEEP + "$");
    patterns.set("^" + row + "$", Schemas.orNull(Schemas.ref("row")));
    RunResolver.KEYS.forEach(key -> patterns.putObject("^" + row + "\\." + key + "$"));
    patterns.putObject("^(?:select|compare|figures|seeds|grid|profiles)[.\\[].+$");
    return patterns;
  }

  /** A grid: lists of values. */
  ObjectNode grid() {
    return options(schema -> Schemas.list(schema).put("minItems", 1), true)
        .put("description", "a row for each combination of these values");
  }

  /** The space of a sweep: lists of values, ranges, distributions. */
  ObjectNode space() {
    ObjectNode other = Schemas.ref(SpaceSchemas.DIMENSION);
    return options(
        schema -> Schemas.anyOf(List.of(Schemas.list(schema).put("minItems", 1), other)), false);
  }

  private ObjectNode options(Function<JsonNode, JsonNode> value, boolean sweeps) {
    ObjectNode whole = Trees.NODES.objectNode();
    Function<JsonNode, JsonNode> nullable =
        schema -> Schemas.orNull((ObjectNode) value.apply(schema));
    RunResolver.KEYS.forEach(
        key ->
            whole.set(
                key,
                nullable.apply(
                    Trees.NODES.objectNode().put("$ref", "#/$defs/row/properties/" + key))));
    ObjectNode schema = Schemas.mapping(whole);
    schema.put("minProperties", 1);
    ObjectNode patterns = patterns("", nullable);
    if (sweeps) {
      patterns.putObject("^" + SWEEP + "$");
    }
    schema.set("patternProperties", patterns);
    return schema;
  }
}
