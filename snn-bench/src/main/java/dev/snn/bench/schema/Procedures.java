package dev.snn.bench.schema;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.api.plugin.Family;
import dev.snn.engine.config.RunResolver;
import dev.snn.engine.schema.Schemas;
import dev.snn.engine.tree.Trees;
import java.util.List;

/** Conditions: whether a file, a row or a profile says what trains. */
final class Procedures {
  /** The key, at the top as in {@code training}. */
  static final String PROCEDURE = Family.PROCEDURE.name();

  /** The key of the part. */
  static final String TRAINING = "training";

  /** What trains where nothing says it. */
  static final String USUAL = RunResolver.DEFAULT_TRAINING.get(PROCEDURE).asText();

  private static final String PATH = TRAINING + "." + PROCEDURE;

  private Procedures() {}

  /** A mapping does not say it, in none of the ways there are. */
  static ObjectNode unnamed() {
    ObjectNode part = Schemas.type("object");
    part.putArray("required").add(PROCEDURE);
    ObjectNode training = within(TRAINING, Schemas.anyOf(List.of(Schemas.type("string"), part)));
    ObjectNode varied =
        Schemas.anyOf(List.of(Schemas.has(PROCEDURE), Schemas.has(TRAINING), Schemas.has(PATH)));
    ObjectNode axes = Schemas.type("object");
    axes.setAll(varied);
    ObjectNode grid = within("grid", axes);
    ObjectNode sweep = Schemas.type("object");
    sweep.setAll(within("space", axes));
    ObjectNode named =
        Schemas.anyOf(
            List.of(
                Schemas.has(PROCEDURE), Schemas.has(PATH), training, grid, within("sweep", sweep)));
    // What is no mapping, as the null of an empty row, says nothing.
    named.put("type", "object");
    return not(named);
  }

  /** Neither a file nor any of its profiles says it. */
  static ObjectNode unnamedInFile() {
    ObjectNode condition = unnamed();
    condition.putObject("properties").putObject("profiles").set("additionalProperties", unnamed());
    return condition;
  }

  private static ObjectNode within(String key, ObjectNode value) {
    ObjectNode schema = BaseRules.at(key, value);
    schema.setAll(Schemas.has(key));
    return schema;
  }

  private static ObjectNode not(ObjectNode condition) {
    ObjectNode schema = Trees.NODES.objectNode();
    schema.set("not", condition);
    return schema;
  }
}
