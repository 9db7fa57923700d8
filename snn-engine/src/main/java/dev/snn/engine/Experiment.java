package dev.snn.engine;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.api.plugin.Part;
import dev.snn.api.plugin.UserError;
import dev.snn.engine.config.RunConfig;
import dev.snn.engine.config.RunResolver;
import dev.snn.engine.progress.ProgressListener;
import dev.snn.engine.record.RunId;
import dev.snn.engine.record.RunRecord;
import dev.snn.engine.run.RunRequest;
import dev.snn.engine.tree.Records;
import dev.snn.engine.tree.Trees;

/**
 * An experiment with one row, written in Java instead of YAML. Options have the names they have in
 * files; what is not given takes its default.
 *
 * <pre>{@code
 * RunRecord record =
 *     Experiment.named("digits")
 *         .dataset("digits")
 *         .encoder("latency", "steps", 10)
 *         .layer("dense", "size", 64)
 *         .layer("srm-bernoulli", "size", 10)
 *         .decoder("rate")
 *         .loss("cross-entropy")
 *         .training("gradient", "epochs", 5)
 *         .run(engine, 1);
 * }</pre>
 */
public final class Experiment {
  private final String name;
  private final ObjectNode tree = Trees.NODES.objectNode();

  private Experiment(String name) {
    this.name = name;
    tree.putArray("layers");
  }

  /** An empty experiment. */
  public static Experiment named(String name) {
    return new Experiment(name);
  }

  /** The data set: its type, then option, value, option, value, ... */
  public Experiment dataset(String type, Object... options) {
    return set("dataset", Part.of(type, options), "type");
  }

  /** The encoder. */
  public Experiment encoder(String type, Object... options) {
    return set("encoder", Part.of(type, options), "type");
  }

  /** Adds a layer. Nested parts are {@link Part}s: {@code "neuron", Part.of("lif")}. */
  public Experiment layer(String type, Object... options) {
    entries().add(node(Part.of(type, options), "type"));
    return this;
  }

  /**
   * Adds a merge.
   *
   * @param how "add", "and", "iand" or "concat"
   * @param from names of entries, or "input"
   */
  public Experiment merge(String how, String... from) {
    entries().addObject().put("merge", how);
    return from(from);
  }

  /** Names the layer or merge that was added last. */
  public Experiment name(String entry) {
    last().put("name", entry);
    return this;
  }

  /** What the layer that was added last reads instead of the one before it. */
  public Experiment from(String... names) {
    ArrayNode from = last().putArray("from");
    for (String each : names) {
      from.add(each);
    }
    return this;
  }

  private ArrayNode entries() {
    return (ArrayNode) tree.get("layers");
  }

  private ObjectNode last() {
    if (entries().isEmpty()) {
      throw new IllegalStateException("there is no layer yet");
    }
    return (ObjectNode) entries().get(entries().size() - 1);
  }

  /** The decoder. */
  public Experiment decoder(String type, Object... options) {
    return set("decoder", Part.of(type, options), "type");
  }

  /** The loss. */
  public Experiment loss(String type, Object... options) {
    return set("loss", Part.of(type, options), "type");
  }

  /** The procedure and its options. */
  public Experiment training(String procedure, Object... options) {
    return set("training", Part.of(procedure, options), "procedure");
  }

  /** Scores also with each output train shuffled in time. */
  public Experiment shuffleTime() {
    tree.withObject("/evaluate").put("shuffle_time", true);
    return this;
  }

  /** Scores also with the readout cut off after each number of steps. */
  public Experiment byStep() {
    tree.withObject("/evaluate").put("by_step", true);
    return this;
  }

  /** Draws per example in an evaluation. */
  public Experiment samples(int draws) {
    tree.put("samples", draws);
    return this;
  }

  private Experiment set(String key, Part part, String typeKey) {
    tree.set(key, node(part, typeKey));
    return this;
  }

  private static ObjectNode node(Part part, String typeKey) {
    ObjectNode node = Trees.NODES.objectNode().put(typeKey, part.type());
    node.setAll(Records.options(part));
    return node;
  }

  /** With every default spelled out; unknown names and options are a {@link UserError}. */
  public RunConfig resolve(SnnEngine engine) {
    RunResolver resolver = new RunResolver(engine.resolver());
    RunConfig config = resolver.resolve(tree);
    resolver.refuseUnneeded(tree, config);
    return config;
  }

  /** A run with a seed. */
  public RunRequest request(SnnEngine engine, long seed) {
    return RunRequest.of(new RunId(name, name, seed), name, resolve(engine));
  }

  /** Runs with a seed. */
  public RunRecord run(SnnEngine engine, long seed) {
    return run(engine, seed, ProgressListener.SILENT);
  }

  /** Runs with a seed. */
  public RunRecord run(SnnEngine engine, long seed, ProgressListener listener) {
    return engine.run(request(engine, seed), listener);
  }
}
