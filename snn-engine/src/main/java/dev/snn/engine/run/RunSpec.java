package dev.snn.engine.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.api.plugin.UserError;
import dev.snn.engine.checkpoint.Interval;
import dev.snn.engine.record.RunId;
import dev.snn.engine.record.RunRecord;
import dev.snn.engine.tree.Trees;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One run to do, complete: whoever has this, the data and the plug-ins makes the same record. It
 * can be written as JSON, for a worker in another process or on another machine.
 *
 * @param id experiment, row and seed
 * @param title of the experiment
 * @param config the resolved configuration, with the keys of an experiment file
 * @param candidate what a sweep says of the run's place in it; empty for a run of no sweep
 * @param backend name of the backend that computes; empty for the worker's own choice
 * @param keep what is to be kept beside the record
 */
public record RunSpec(
    RunId id,
    String title,
    ObjectNode config,
    Optional<ObjectNode> candidate,
    Optional<String> backend,
    Keep keep) {

  /**
   * What is kept beside the record.
   *
   * @param picture what the network makes of test examples: a picture where its targets are images,
   *     the predicted classes where they are classes
   * @param spikes those of a few test examples
   * @param checkpoints written while the run goes on
   */
  public record Keep(boolean picture, boolean spikes, Optional<Checkpoints> checkpoints) {
    /** The record only. */
    public static final Keep RECORD = new Keep(false, false, Optional.empty());
  }

  /**
   * Checkpoints of a run.
   *
   * @param folder where they stand
   * @param interval between two of them
   * @param resume true to go on from the last one where that is of the same run
   */
  public record Checkpoints(Path folder, Interval interval, boolean resume) {}

  /** A run that keeps its record only. */
  public static RunSpec of(RunId id, String title, ObjectNode config) {
    return new RunSpec(id, title, config, Optional.empty(), Optional.empty(), Keep.RECORD);
  }

  /** The run that a record is of. */
  public static RunSpec of(RunRecord record) {
    return of(record.id(), record.tree().path("title").asText(), record.config())
        .ofSweep(mapping(record.tree().get(RunRecord.SWEEP)));
  }

  /** What is no mapping, as the null of another writer, is nothing. */
  private static Optional<ObjectNode> mapping(JsonNode node) {
    return node instanceof ObjectNode mapping ? Optional.of(mapping) : Optional.empty();
  }

  /** The same of a candidate of a sweep. */
  public RunSpec ofSweep(Optional<ObjectNode> place) {
    return new RunSpec(id, title, config, place, backend, keep);
  }

  /** The same with more to keep. */
  public RunSpec keeping(Keep other) {
    return new RunSpec(id, title, config, candidate, backend, other);
  }

  /** The same on a backend. */
  public RunSpec on(Optional<String> name) {
    return new RunSpec(id, title, config, candidate, name, keep);
  }

  /** As JSON. */
  public ObjectNode json() {
    ObjectNode tree = Trees.NODES.objectNode();
    tree.put("experiment", id.experiment()).put("row", id.row()).put("seed", id.seed());
    tree.put("title", title);
    tree.set("config", config);
    candidate.ifPresent(place -> tree.set("candidate", place));
    backend.ifPresent(name -> tree.put("backend", name));
    ObjectNode kept = tree.putObject("keep");
    kept.put("picture", keep.picture()).put("spikes", keep.spikes());
    keep.checkpoints()
        .ifPresent(
            c ->
                kept.putObject("checkpoints")
                    .put("folder", c.folder().toString())
                    .put("count", c.interval().count())
                    .put("in_steps", c.interval().inSteps())
                    .put("resume", c.resume()));
    return tree;
  }

  /** From what {@link #json} made. */
  public static RunSpec of(JsonNode tree) {
    if (!(tree.get("config") instanceof ObjectNode config)
        || !tree.path("experiment").isTextual()
        || !tree.path("row").isTextual()
        || !tree.path("seed").isIntegralNumber()) {
      throw new UserError("this is no run to do: experiment, row, seed and config are needed.");
    }
    JsonNode kept = tree.path("keep");
    JsonNode c = kept.path("checkpoints");
    Optional<Checkpoints> checkpoints =
        c.isObject()
            ? Optional.of(
                new Checkpoints(
                    Path.of(c.path("folder").asText()),
                    new Interval(c.path("count").asLong(1), c.path("in_steps").asBoolean()),
                    c.path("resume").asBoolean()))
            : Optional.empty();
    return new RunSpec(
        new RunId(
            tree.path("experiment").asText(),
            tree.path("row").asText(),
            tree.path("seed").asLong()),
        tree.path("title").asText(),
        config,
        mapping(tree.get("candidate")),
        Optional.ofNullable(tree.get("backend")).filter(JsonNode::isTextual).map(JsonNode::asText),
        new Keep(kept.path("picture").asBoolean(), kept.path("spikes").asBoolean(), checkpoints));
  }
}
