package dev.snn.engine.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.api.plugin.Family;
import dev.snn.engine.config.InitConfig;
import dev.snn.engine.config.NetworkFiles;
import dev.snn.engine.config.NetworkFormat;
import dev.snn.engine.config.RunResolver;
import dev.snn.engine.registry.Registries;
import dev.snn.engine.tree.Trees;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The schema of a configuration: what {@link RunResolver} reads. */
public final class ConfigSchemas {
  /** The keys of parts, with their families. */
  public static final Map<String, Family<?>> PARTS = parts();

  static final String LAYERS = "layers";
  static final String METRICS = "metrics";
  private static final String EVALUATE = "evaluate";
  private static final String INIT = "init";

  private final Registries registries;

  /** For these plug-ins. */
  public ConfigSchemas(Registries registries) {
    this.registries = registries;
  }

  private static Map<String, Family<?>> parts() {
    Map<String, Family<?>> parts = new LinkedHashMap<>();
    parts.put("dataset", Family.DATASET);
    parts.put("encoder", Family.ENCODER);
    parts.put("decoder", Family.DECODER);
    parts.put("loss", Family.LOSS);
    parts.put("training", Family.PROCEDURE);
    return parts;
  }

  /** What the schemas refer to. */
  public ObjectNode definitions() {
    return new PartSchemas(registries).definitions();
  }

  /** A part of a family. */
  public static ObjectNode part(Form form, Family<?> family) {
    return Schemas.ref(form.of(family.name()));
  }

  /** The options of a plug-in, for a part that may be of another one as well if it says so. */
  public static ObjectNode typeless(Form form, Family<?> family, String type) {
    ObjectNode schema =
        Schemas.when(
            Schemas.lacks(Form.key(family.name())), Schemas.ref(form.of(family.name(), type)));
    return schema;
  }

  /** A condition: the part is of this plug-in. */
  public static ObjectNode isOf(Family<?> family, String type) {
    ObjectNode name = Trees.NODES.objectNode().put("const", type);
    return Schemas.anyOf(List.of(name, Schemas.is(Form.key(family.name()), type)));
  }

  /** The keys of a configuration and what may stand there. */
  public ObjectNode properties(Form form) {
    ObjectNode properties = Trees.NODES.objectNode();
    properties.set(
        "dt",
        Schemas.orNull(Schemas.number())
            .put("exclusiveMinimum", 0)
            .put("description", "length of a time step, ms (default: 1)"));
    PARTS.forEach(
        (key, family) -> {
          ObjectNode overlay = part(Form.OVERLAY, family);
          properties.set(
              key,
              Schemas.orNull(
                  form == Form.OVERLAY
                      ? overlay
                      : Schemas.when(
                          Schemas.lacks(Form.key(family.name())), overlay, part(form, family))));
        });
    properties.set(LAYERS, Schemas.orNull(layers(form)));
    properties.set(METRICS, Schemas.orNull(Schemas.list(part(Form.WHOLE, Family.METRIC))));
    properties.set(EVALUATE, Schemas.orNull(Schemas.mapping(evaluate())));
    properties.set(
        "samples",
        Schemas.orNull(Schemas.whole(1, RunResolver.MOST_SAMPLES))
            .put("description", "draws per example in an evaluation (default: 1)"));
    properties.set(
        INIT, Schemas.orNull(Schemas.anyOf(List.of(Schemas.type("string"), init(form)))));
    return properties;
  }

  private static ObjectNode layers(Form form) {
    List<ObjectNode> choices = new ArrayList<>();
    choices.add(Schemas.list(Schemas.ref(Form.WHOLE.of(PartSchemas.ENTRY))));
    for (NetworkFormat format : NetworkFiles.formats()) {
      ObjectNode file = Schemas.mapping(options(format));
      if (form == Form.WHOLE) {
        file.putArray("required").add(format.name());
      }
      choices.add(file);
    }
    return Schemas.anyOf(choices);
  }

  private static ObjectNode options(NetworkFormat format) {
    ObjectNode properties = Trees.NODES.objectNode();
    properties.set(format.name(), Schemas.text());
    format
        .options()
        .forEach((key, words) -> properties.set(key, Schemas.orNull(Schemas.names(words))));
    return properties;
  }

  private static ObjectNode evaluate() {
    ObjectNode properties = Trees.NODES.objectNode();
    RunResolver.OF_DECODERS.forEach(
        key -> properties.set(key, Schemas.orNull(Schemas.type("boolean"))));
    return properties;
  }

  private static ObjectNode init(Form form) {
    ObjectNode properties = Trees.NODES.objectNode();
    InitConfig.KEYS.forEach(key -> properties.set(key, Schemas.orNull(Schemas.text())));
    properties.set("file", Schemas.type("string"));
    properties.set(
        "skip",
        Schemas.orNull(
            Schemas.anyOf(List.of(Schemas.type("string"), Schemas.list(Schemas.text())))));
    ObjectNode schema = Schemas.mapping(properties);
    if (form == Form.WHOLE) {
      schema.putArray("required").add("file");
    }
    return schema;
  }

  /** Regular expressions of paths, without anchors, and what may be laid there. */
  public Map<String, JsonNode> paths() {
    Map<String, JsonNode> paths = new LinkedHashMap<>(PathSchemas.patterns(registries));
    evaluate().properties().forEach(each -> paths.put(path(EVALUATE, each), each.getValue()));
    ((ObjectNode) init(Form.OVERLAY).get("properties"))
        .properties()
        .forEach(each -> paths.put(path(INIT, each), each.getValue()));
    for (NetworkFormat format : NetworkFiles.formats()) {
      options(format).properties().forEach(each -> paths.put(path(LAYERS, each), each.getValue()));
    }
    return paths;
  }

  private static String path(String root, Map.Entry<String, JsonNode> option) {
    return root + "\\." + option.getKey();
  }
}
