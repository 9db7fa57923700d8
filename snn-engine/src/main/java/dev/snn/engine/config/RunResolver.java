package dev.snn.engine.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.api.codec.Encoder;
import dev.snn.api.data.Dataset;
import dev.snn.api.metric.Metric;
import dev.snn.api.plugin.Family;
import dev.snn.api.plugin.UserError;
import dev.snn.api.procedure.Measure;
import dev.snn.api.procedure.Need;
import dev.snn.api.procedure.Procedure;
import dev.snn.api.random.Seed;
import dev.snn.engine.tree.Records;
import dev.snn.engine.tree.Scalars;
import dev.snn.engine.tree.Trees;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Resolves the configuration of one row. */
public final class RunResolver {
  /** The keys of a configuration. */
  public static final List<String> KEYS =
      List.of(
          "dt",
          "dataset",
          "encoder",
          "layers",
          "decoder",
          "loss",
          "training",
          "metrics",
          "evaluate",
          "samples",
          InitConfig.KEY);

  /** What trains where nothing is named. */
  public static final ObjectNode DEFAULT_TRAINING =
      Trees.NODES.objectNode().put("procedure", "gradient");

  private static final String EVALUATE = "evaluate";

  /** Most draws per example in an evaluation. */
  public static final int MOST_SAMPLES = 10_000;

  /** Options of {@code evaluate} that ask a decoder. */
  public static final List<String> OF_DECODERS = List.of("shuffle_time", "by_step");

  private static final List<Need> OPTIONAL = List.of(Need.LAYERS, Need.DECODER, Need.LOSS);

  private final Resolver resolver;

  /** A resolver for these plug-ins. */
  public RunResolver(Resolver resolver) {
    this.resolver = resolver;
  }

  /** Spells out every default. */
  public RunConfig resolve(ObjectNode given) {
    Records.checkKeys(given, KEYS, "");
    Resolved<Procedure> training = training(given);
    Procedure procedure = make(training);
    Set<Need> needs = procedure.needs();
    ObjectNode tree = needs.contains(Need.LAYERS) ? expanded(given) : given;
    boolean decoded = needs.contains(Need.DECODER);
    Resolved<Dataset> dataset =
        needs.contains(Need.DATASET) || tree.hasNonNull("dataset")
            ? need(Family.DATASET, tree, "dataset")
            : null;
    Resolved<Encoder> encoder =
        needs.contains(Need.ENCODER) || dataset != null && tree.hasNonNull("encoder")
            ? need(Family.ENCODER, tree, "encoder")
            : null;
    NetworkConfig parts = parts(tree, needs, training);
    List<Resolved<Metric>> metrics = list(Family.METRIC, tree, "metrics");
    return new RunConfig(
        dt(tree),
        dataset,
        encoder,
        parts.layers(),
        parts.decoder(),
        parts.loss(),
        training,
        metrics,
        decoded && evaluate(tree, "shuffle_time"),
        decoded && evaluate(tree, "by_step"),
        samples(tree),
        init(tree, parts));
  }

  /** With layers in the place of a file that stands for them. */
  private ObjectNode expanded(ObjectNode given) {
    ObjectNode tree = given.deepCopy();
    NetworkFiles.expand(tree, resolver.data());
    return tree;
  }

  /**
   * Puts layers in the place of a file that stands for them, in place, where a path leads to one of
   * the layers.
   */
  public void expandFor(Collection<String> paths, ObjectNode tree) {
    if (paths.stream().anyMatch(path -> path.startsWith("layers["))) {
      NetworkFiles.expand(tree, resolver.data());
    }
  }

  private InitConfig init(ObjectNode tree, NetworkConfig parts) {
    if (!tree.hasNonNull(InitConfig.KEY)) {
      return null;
    }
    if (parts.decoder() == null && parts.layers().isEmpty()) {
      throw new UserError(
          "'init' is given, but there is no network whose parameters could be set. Remove it.");
    }
    return InitConfig.of(tree.get(InitConfig.KEY), resolver.data());
  }

  private NetworkConfig parts(ObjectNode tree, Set<Need> needs, Resolved<Procedure> training) {
    NetworkConfig parts =
        new NetworkConfig(
            needs.contains(Need.LAYERS) ? layers(tree) : List.of(),
            needs.contains(Need.DECODER) ? need(Family.DECODER, tree, "decoder") : null,
            needs.contains(Need.LOSS) ? need(Family.LOSS, tree, "loss") : null);
    if (needs.contains(Need.LAYERS) && parts.decoder() == null && parts.layers().isEmpty()) {
      throw new UserError(
          "'layers' is empty. The procedure '%s' works on layers; add some."
              .formatted(training.entry().name()));
    }
    return parts;
  }

  /**
   * Keys that are given and that the procedure does not work with: parts, and what is measured of a
   * decoder. Data and their encoder are never among them: they are made, tried and recorded for any
   * procedure.
   *
   * @param given with the keys of a configuration
   */
  public Set<String> unneeded(ObjectNode given, RunConfig config) {
    Set<String> keys = unneededParts(config.training());
    boolean decoded = !keys.contains(Need.DECODER.key());
    keys.removeIf(key -> !isGiven(given.path(key)));
    for (String option : decoded ? List.<String>of() : OF_DECODERS) {
      if (given.path(EVALUATE).path(option).asBoolean()) {
        keys.add(EVALUATE + "." + option);
      }
    }
    return keys;
  }

  /** The keys of the parts that a procedure does not work with. */
  public Set<String> unneededParts(Resolved<Procedure> training) {
    Set<Need> needs = make(training).needs();
    return OPTIONAL.stream()
        .filter(need -> !needs.contains(need))
        .map(Need::key)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static boolean isGiven(JsonNode part) {
    return part.isTextual() ? !part.asText().isEmpty() : part.isContainerNode() && !part.isEmpty();
  }

  /** Refuses parts that are given and not worked with. */
  public void refuseUnneeded(ObjectNode given, RunConfig config) {
    for (String key : unneeded(given, config)) {
      throw new UserError(
          "'%s' is given, but the procedure '%s' has no use for it. Remove it, or choose another procedure."
              .formatted(key, config.training().entry().name()));
    }
  }

  /** The procedure, made. */
  public Procedure procedure(ObjectNode tree) {
    return make(training(tree));
  }

  private Procedure make(Resolved<Procedure> training) {
    return Context.empty(resolver, null, 1, new Seed(0)).at("training", 0).make(training);
  }

  /** The names of all metrics. */
  public List<String> metricNames() {
    return resolver.registries().of(Family.METRIC).names();
  }

  /** What a run reports beside metrics. */
  public List<String> measureNames(RunConfig config) {
    return Stream.concat(make(config.training()).measures().stream(), config.measures().stream())
        .map(Measure::name)
        .toList();
  }

  /** True where the procedure of a run tells which test samples it predicted right. */
  public boolean decides(RunConfig config) {
    return make(config.training()).decides();
  }

  /** The parts of a network, under the keys of an experiment file. */
  public NetworkConfig network(ObjectNode tree) {
    return new NetworkConfig(
        layers(tree), need(Family.DECODER, tree, "decoder"), need(Family.LOSS, tree, "loss"));
  }

  /** The procedure; gradient training where none is given. */
  public Resolved<Procedure> training(ObjectNode tree) {
    return resolver.resolve(
        Family.PROCEDURE,
        tree.hasNonNull("training") ? tree.get("training") : DEFAULT_TRAINING,
        DEFAULT_TRAINING,
        "training",
        "procedure");
  }

  private <T> Resolved<T> need(Family<T> family, ObjectNode tree, String key) {
    if (!tree.hasNonNull(key)) {
      throw new UserError(
          "'%s' is missing. Add it, as in '%s: {type: NAME}' with a name of %s."
              .formatted(key, key, resolver.registries().of(family).names()));
    }
    return resolver.resolve(family, tree.get(key), null, key, "type");
  }

  private List<NodeConfig> layers(ObjectNode tree) {
    JsonNode node = tree.path("layers");
    if (node.isMissingNode() || node.isNull()) {
      throw new UserError(
          "'layers' is missing. Add a list, '[]' where the decoder reads the encoder's output.");
    }
    return LayersReader.read(resolver, requireList(node, "layers"));
  }

  private <T> List<Resolved<T>> list(Family<T> family, ObjectNode tree, String key) {
    JsonNode node = tree.path(key);
    if (node.isMissingNode() || node.isNull()) {
      return List.of();
    }
    List<Resolved<T>> parts = new ArrayList<>();
    for (int i = 0; i < requireList(node, key).size(); i++) {
      parts.add(resolver.resolve(family, node.get(i), null, key + "[" + i + "]", "type"));
    }
    return List.copyOf(parts);
  }

  private static JsonNode requireList(JsonNode node, String key) {
    if (!node.isArray()) {
      throw Records.wrong(key, "a list", node);
    }
    return node;
  }

  static double dt(ObjectNode tree) {
    double dt = tree.hasNonNull("dt") ? Scalars.number(tree.get("dt"), "dt") : 1;
    if (!(dt > 0)) {
      throw new UserError("dt: must be above 0 ms, got " + Scalars.show(tree.get("dt")) + ".");
    }
    return dt;
  }

  private static int samples(ObjectNode tree) {
    return tree.hasNonNull("samples")
        ? (int) Scalars.whole(tree.get("samples"), "samples", 1, MOST_SAMPLES)
        : 1;
  }

  private static boolean evaluate(ObjectNode tree, String key) {
    JsonNode evaluate = tree.path("evaluate");
    if (evaluate.isMissingNode() || evaluate.isNull()) {
      return false;
    }
    if (!(evaluate instanceof ObjectNode options)) {
      throw Records.wrong("evaluate", "a mapping, as {shuffle_time: true}", evaluate);
    }
    Records.checkKeys(options, OF_DECODERS, EVALUATE);
    return options.hasNonNull(key) && Scalars.truth(options.get(key), "evaluate." + key);
  }
}
