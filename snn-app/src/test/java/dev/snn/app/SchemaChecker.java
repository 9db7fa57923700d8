package dev.snn.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.snn.engine.tree.Trees;
import java.util.List;

/** Judges experiment files by the schema that {@code snn schema} prints. */
final class SchemaChecker {
  private final JsonSchema schema;

  /** Of the text of a schema. */
  SchemaChecker(String text) {
    // Each reference would be made anew in every place it can be reached from.
    SchemaValidatorsConfig lazy = SchemaValidatorsConfig.builder().preloadJsonSchema(false).build();
    this.schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(text, lazy);
  }

  /** What is wrong; empty where nothing is. */
  List<String> complaints(JsonNode tree) {
    // The values as an editor has them, without what our own reader adds.
    return schema.validate(Trees.json(Trees.canonical(tree))).stream()
        .map(ValidationMessage::getMessage)
        .toList();
  }
}
