package dev.snn.bench.speed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.api.plugin.UserError;
import dev.snn.api.tensor.Shape;
import dev.snn.engine.config.NetworkConfig;
import dev.snn.engine.config.Resolver;
import dev.snn.engine.config.RunResolver;
import dev.snn.engine.error.Hint;
import dev.snn.engine.tree.Trees;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The workloads of {@code snn bench}: YAML files beside this class with the keys of an experiment
 * file and {@code input} ({@code size} or, of images, {@code shape: [channels, height, width]}),
 * {@code warmup}, {@code steps}, {@code settle}, {@code connectivity}, {@code phases}, {@code
 * small}; {@code base} names a file that a file is laid over, {@code variants} are overlays of
 * which each is measured.
 */
public final class Workloads {
  /** What is measured where no workload is named. */
  public static final String DEFAULT = "lif-mnist";

  private static final List<String> NAMES =
      List.of(
          DEFAULT,
          "conv-mnist",
          "sew-7b",
          "recurrent",
          "vdib-image",
          "vdib-events",
          "density",
          "scaling",
          "conv-scaling",
          "width",
          "sparse",
          "latency");

  private Workloads() {}

  /** Names, in the order of the help. */
  public static List<String> names() {
    List<String> names = new ArrayList<>(NAMES);
    names.add(ReservoirSpeed.NAME);
    names.add(StdpSpeed.NAME);
    names.add(StreamSpeed.NAME);
    return names;
  }

  /** Names of the workloads that train a network by gradients. */
  static List<String> networks() {
    return NAMES;
  }

  /** The variants of a workload, each as a tree of its own. */
  static Map<String, ObjectNode> variants(String name) {
    ObjectNode tree = tree(name);
    Map<String, ObjectNode> all = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> variant : tree.remove("variants").properties()) {
      all.put(variant.getKey(), Trees.merge(tree, (ObjectNode) variant.getValue()));
    }
    return all;
  }

  /** A workload without variants, as it stands in its file. */
  static ObjectNode plain(String name) {
    return tree(name);
  }

  /** One line about a workload. */
  public static String title(String name) {
    return tree(name).path("title").asText();
  }

  /** Names of the workloads that a peer computes as well. */
  static List<String> withPeer() {
    return NAMES.stream().filter(name -> hasPeer(tree(name))).toList();
  }

  private static boolean hasPeer(ObjectNode tree) {
    return tree.path("peer").asBoolean();
  }

  static void requireKnown(String name) {
    if (!names().contains(name)) {
      throw new UserError(
          "no workload named '%s'.%s Available: %s."
              .formatted(name, Hint.didYouMean(name, names()), names()));
    }
  }

  /** The workload with this name, its variants one by one. */
  static List<Workload> read(String name, Resolver resolver) {
    requireKnown(name);
    ObjectNode tree = tree(name);
    JsonNode variants = tree.remove("variants");
    if (variants == null) {
      return List.of(resolve(name, "", tree, resolver));
    }
    List<Workload> all = new ArrayList<>();
    for (Map.Entry<String, JsonNode> variant : variants.properties()) {
      ObjectNode overlaid = Trees.merge(tree, (ObjectNode) variant.getValue());
      all.add(resolve(name, variant.getKey(), overlaid, resolver));
    }
    return all;
  }

  private static ObjectNode tree(String name) {
    String file = name + ".yaml";
    try (InputStream in = Workloads.class.getResourceAsStream(file)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      ObjectNode tree = (ObjectNode) Trees.parse(text, file);
      JsonNode base = tree.remove("base");
      return base == null ? tree : Trees.merge(tree(base.asText()), tree);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A workload from a file without variants. */
  static Workload resolve(String name, String variant, ObjectNode tree, Resolver resolver) {
    RunResolver parts = new RunResolver(resolver);
    NetworkConfig network = parts.network(tree);
    var training = parts.training(tree);
    ObjectNode complete = Trees.NODES.objectNode();
    complete.set("input", tree.get("input"));
    var layers = complete.putArray("layers");
    network.layers().forEach(layer -> layers.add(layer.tree()));
    complete.set("decoder", network.decoder().tree());
    complete.set("loss", network.loss().tree());
    complete.set("training", training.tree());
    double connectivity = tree.path("connectivity").asDouble(1);
    if (connectivity < 1) {
      complete.put("connectivity", connectivity);
    }
    return new Workload(
        name,
        variant,
        phases(tree.path("phases")),
        tree.path("warmup").asInt(),
        tree.path("steps").asInt(),
        tree.path("settle").asInt(),
        connectivity,
        tree.path("limits").asBoolean(),
        tree.path("growth").asBoolean(),
        tree.path("per_neuron").asBoolean(),
        products(tree.path("decoder_products")),
        hasPeer(tree),
        tree.path("small").asBoolean(),
        input(tree.path("input")),
        Workload.stepwise(parts.procedure(tree)).batch(),
        network,
        training,
        complete);
  }

  private static List<Phase> phases(JsonNode names) {
    if (names.isMissingNode()) {
      return List.of(Phase.values());
    }
    List<Phase> phases = new ArrayList<>();
    names.forEach(phase -> phases.add(Phase.valueOf(phase.asText().toUpperCase(Locale.ROOT))));
    return phases;
  }

  private static List<DecoderProduct> products(JsonNode list) {
    List<DecoderProduct> products = new ArrayList<>();
    for (JsonNode p : list) {
      products.add(
          new DecoderProduct(
              p.path("rows").asInt(1),
              p.path("inputs").asInt(),
              p.path("outputs").asInt(),
              p.path("spikes").asBoolean()));
    }
    return products;
  }

  private static Input input(JsonNode tree) {
    JsonNode shape = tree.path("shape");
    return new Input(
        shape.isMissingNode()
            ? Shape.flat(tree.path("size").asInt())
            : new Shape(shape.get(0).asInt(), shape.get(1).asInt(), shape.get(2).asInt()),
        tree.path("steps").asInt(),
        tree.path("density").asDouble(),
        tree.path("classes").asInt(),
        tree.path("targets").asInt());
  }
}
