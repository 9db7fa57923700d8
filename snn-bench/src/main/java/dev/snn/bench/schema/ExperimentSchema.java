package dev.snn.bench.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.api.plugin.Family;
import dev.snn.bench.experiment.ExperimentReader;
import dev.snn.engine.registry.Registries;
import dev.snn.engine.schema.ConfigSchemas;
import dev.snn.engine.schema.Form;
import dev.snn.engine.schema.Schemas;
import dev.snn.engine.tree.Trees;
import java.util.List;
import java.util.Map;

/**
 * The JSON Schema of experiment files, made from the plug-ins at hand: what editors complete and
 * check them by. It refuses unknown keys, unknown names of plug-ins and values of the wrong type;
 * what depends on other values, as names of rows or sizes of layers, it lets pass.
 */
public final class ExperimentSchema {
  private static final String ROW = "row";

  private final Registries registries;
  private final ConfigSchemas configs;
  private final PathPatterns paths;

  private ExperimentSchema(Registries registries) {
    this.registries = registries;
    this.configs = new ConfigSchemas(registries);
    this.paths = new PathPatterns(configs.paths());
  }

  /** For these plug-ins. */
  public static ObjectNode of(Registries registries) {
    return new ExperimentSchema(registries).file();
  }

  private ObjectNode file() {
    ObjectNode schema = Trees.NODES.objectNode();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("title", "Experiment of snn");
    ObjectNode properties = configs.properties(Form.WHOLE);
    addCommon(properties);
    properties.setAll(FileSchemas.properties());
    properties.set("rows", rows().put("minProperties", 1));
    properties.set("profiles", Schemas.named(Schemas.ref("profile")));
    schema.setAll(Schemas.mapping(properties));
    schema.put("minProperties", 1);
    ArrayNode rules = schema.putArray("allOf");
    addProcedureRules(rules);
    rules.add(usualTraining());
    BaseRules.addTo(rules, registries);
    ObjectNode definitions = configs.definitions();
    definitions.set("grid", paths.grid());
    definitions.set("space", paths.space());
    definitions.set(SpaceSchemas.DIMENSION, SpaceSchemas.dimension());
    definitions.set(ROW, row());
    definitions.set("profile", profile());
    schema.set("$defs", definitions);
    return schema;
  }

  /** What a file, a row and a profile may all have beside a configuration. */
  private void addCommon(ObjectNode properties) {
    properties.set(
        Procedures.PROCEDURE,
        Schemas.names(registries.of(Family.PROCEDURE).names())
            .put("description", "short for training: {procedure: NAME}"));
    properties.set("grid", Schemas.orNull(Schemas.ref("grid")));
    properties.set("sweep", Schemas.orNull(FileSchemas.sweep()));
  }

  private static ObjectNode rows() {
    ObjectNode nothing = Trees.NODES.objectNode().put("const", "");
    ObjectNode row = Schemas.anyOf(List.of(Schemas.ref(ROW), Schemas.type("null"), nothing));
    ObjectNode rows = Schemas.named(row);
    rows.putObject("propertyNames")
        .put("pattern", "^[A-Za-z0-9][A-Za-z0-9._+-]*$")
        .put("maxLength", ExperimentReader.LONGEST_NAME);
    return rows;
  }

  private ObjectNode row() {
    ObjectNode properties = configs.properties(Form.OVERLAY);
    addCommon(properties);
    ObjectNode schema = Schemas.mapping(properties);
    schema.set("patternProperties", paths.ofRows());
    addProcedureRules(schema.putArray("allOf"));
    return schema;
  }

  private ObjectNode profile() {
    ObjectNode properties = configs.properties(Form.OVERLAY);
    addCommon(properties);
    for (Map.Entry<String, JsonNode> each : FileSchemas.properties().properties()) {
      properties.set(each.getKey(), Schemas.orNull((ObjectNode) each.getValue()));
    }
    properties.set("rows", Schemas.orNull(rows()));
    ObjectNode schema = Schemas.mapping(properties);
    schema.set("patternProperties", paths.ofProfiles());
    addProcedureRules(schema.putArray("allOf"));
    return schema;
  }

  /** {@code procedure: NAME} beside {@code training} says whose options stand there. */
  private void addProcedureRules(ArrayNode rules) {
    for (String type : registries.of(Family.PROCEDURE).names()) {
      rules.add(
          Schemas.when(
              Schemas.is(Procedures.PROCEDURE, type),
              BaseRules.at(
                  Procedures.TRAINING,
                  ConfigSchemas.typeless(Form.OVERLAY, Family.PROCEDURE, type))));
    }
  }

  /** What trains where neither the file nor a profile names it. */
  private static ObjectNode usualTraining() {
    ObjectNode named = Trees.NODES.objectNode();
    named.putArray("anyOf").add(Schemas.has(Procedures.PROCEDURE)).add(Schemas.has("profiles"));
    ObjectNode condition = Trees.NODES.objectNode();
    condition.set("not", named);
    return Schemas.when(
        condition,
        BaseRules.at(
            Procedures.TRAINING,
            ConfigSchemas.typeless(Form.WHOLE, Family.PROCEDURE, Procedures.USUAL)));
  }
}
