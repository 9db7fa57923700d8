package dev.snn.engine.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.api.layer.Merge;
import dev.snn.api.plugin.Family;
import dev.snn.engine.registry.Entry;
import dev.snn.engine.registry.Registries;
import dev.snn.engine.registry.Registry;
import dev.snn.engine.tree.Option;
import dev.snn.engine.tree.Records;
import dev.snn.engine.tree.Trees;
import java.util.List;

/**
 * The definitions of parts: one of each family, as {@code neuron}, and one of each plug-in's
 * options, as {@code neuron.lif}; both also as what is laid over a part ({@link Form}).
 */
final class PartSchemas {
  /** An entry of {@code layers}: a layer with its name and what it reads, or a merge. */
  static final String ENTRY = "entry";

  private static final String MERGE = "merge";

  private final Registries registries;
  private final DefaultTypes types;

  PartSchemas(Registries registries) {
    this.registries = registries;
    this.types = new DefaultTypes(registries);
  }

  /** All definitions. */
  ObjectNode definitions() {
    ObjectNode definitions = Trees.NODES.objectNode();
    definitions.set(ValueSchemas.VALUE, ValueSchemas.value());
    for (Form form : Form.values()) {
      for (Registry<?> registry : registries.all()) {
        String family = registry.family().name();
        define(definitions, form, registry, family, Trees.NODES.objectNode());
      }
      define(definitions, form, registries.of(Family.LAYER), ENTRY, ofEntries());
      definitions.set(form.of(MERGE), Schemas.mapping(ofEntries()));
    }
    return definitions;
  }

  /** What an entry may say beside the options of its layer. */
  static ObjectNode ofEntries() {
    ObjectNode text = Schemas.orNull(Schemas.text());
    ObjectNode properties = Trees.NODES.objectNode();
    properties.set("name", text.deepCopy().put("description", "what later entries call it"));
    properties.set(
        "from",
        Schemas.anyOf(List.of(text, Schemas.list(Schemas.text())))
            .put("description", "the entries it reads (default: the one before)"));
    properties.set(MERGE, Schemas.orNull(Schemas.names(Option.names(Merge.class))));
    return properties;
  }

  private void define(
      ObjectNode definitions, Form form, Registry<?> registry, String name, ObjectNode beside) {
    String family = registry.family().name();
    for (Entry<?> entry : registry.entries()) {
      definitions.set(form.of(name, entry.name()), options(form, family, entry, beside));
    }
    definitions.set(form.of(name), family(form, registry, name));
  }

  private ObjectNode options(Form form, String family, Entry<?> entry, ObjectNode beside) {
    ValueSchemas values = new ValueSchemas(form);
    JsonNode defaults = Records.encode(entry.defaults());
    ObjectNode properties = Trees.NODES.objectNode();
    properties.putObject(Form.key(family)).put("const", entry.name());
    for (Option option : Option.of(entry.defaults().getClass())) {
      JsonNode value = defaults.path(option.name());
      ObjectNode schema =
          values.option(option, value, types.of(family, entry.name(), option.name()));
      properties.set(option.name(), ValueSchemas.described(option, value, schema));
    }
    properties.setAll(beside);
    ObjectNode schema = Schemas.mapping(properties);
    if (!entry.description().isEmpty()) {
      schema.put("description", entry.description());
    }
    return schema;
  }

  private static ObjectNode family(Form form, Registry<?> registry, String name) {
    String key = Form.key(registry.family().name());
    ObjectNode part = Schemas.type("object");
    part.putObject("properties").set(key, Schemas.names(registry.names()));
    ArrayNode rules = part.putArray("allOf");
    for (String type : registry.names()) {
      rules.add(Schemas.when(Schemas.is(key, type), Schemas.ref(form.of(name, type))));
    }
    ObjectNode typeless =
        form == Form.WHOLE
            ? Schemas.has(key)
            : Schemas.anyOf(
                registry.names().stream().map(type -> Schemas.ref(form.of(name, type))).toList());
    ObjectNode rule = Schemas.when(Schemas.lacks(key), typeless);
    rules.add(name.equals(ENTRY) ? orMerge(form, rule) : rule);
    return Schemas.anyOf(List.of(Schemas.names(registry.names()), part));
  }

  private static ObjectNode orMerge(Form form, ObjectNode rule) {
    return Schemas.when(Schemas.has(MERGE), Schemas.ref(form.of(MERGE)), rule);
  }
}
