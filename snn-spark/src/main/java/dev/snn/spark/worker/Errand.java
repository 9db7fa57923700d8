package dev.snn.spark.worker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.engine.progress.ProgressListener;
import dev.snn.engine.run.RunOutcome;
import dev.snn.engine.run.RunSpec;
import dev.snn.engine.run.Runner;
import dev.snn.engine.tree.Trees;
import java.util.Optional;

/**
 * A run to do for a driver. Where executor and driver have no folder in common, checkpoints travel
 * with it, before and behind.
 *
 * @param run what is to be done
 * @param atATime runs that go on at a time in one process, for the record
 * @param checkpoints the files the run may go on from; empty where the folder of the run is at hand
 *     or none is kept
 */
public record Errand(RunSpec run, int atATime, Optional<CheckpointFiles> checkpoints) {
  private static final String RUN = "run";
  private static final String AT_A_TIME = "at_a_time";
  private static final String OUTCOME = "outcome";
  private static final String CHECKPOINTS = "checkpoints";

  /**
   * The errand of a run.
   *
   * @param apart true where its folder of checkpoints is not at hand for who does it
   */
  public static Errand of(RunSpec run, int atATime, boolean apart) {
    Optional<CheckpointFiles> before =
        run.keep()
            .checkpoints()
            .filter(kept -> apart)
            .map(
                kept -> kept.resume() ? CheckpointFiles.read(kept.folder()) : CheckpointFiles.NONE);
    return new Errand(run, atATime, before);
  }

  /** As JSON. */
  public ObjectNode json() {
    ObjectNode tree = Trees.NODES.objectNode();
    tree.set(RUN, run.json());
    tree.put(AT_A_TIME, atATime);
    checkpoints.ifPresent(files -> tree.set(CHECKPOINTS, files.json()));
    return tree;
  }

  /** From what {@link #json} made. */
  static Errand of(JsonNode tree) {
    return new Errand(
        RunSpec.of(tree.path(RUN)),
        tree.path(AT_A_TIME).asInt(1),
        Optional.ofNullable(tree.get(CHECKPOINTS)).map(CheckpointFiles::of));
  }

  /** Does it: what it leaves, as JSON. */
  ObjectNode execute(Runner runner, ProgressListener listener) {
    ObjectNode left = Trees.NODES.objectNode();
    if (checkpoints.isEmpty()) {
      return left.set(OUTCOME, runner.run(run, listener).json());
    }
    CheckpointFiles after =
        checkpoints
            .get()
            .during(folder -> left.set(OUTCOME, runner.run(in(folder), listener).json()));
    return left.set(CHECKPOINTS, after.json());
  }

  private RunSpec in(java.nio.file.Path folder) {
    RunSpec.Keep keep = run.keep();
    return run.keeping(
        new RunSpec.Keep(
            keep.picture(),
            keep.spikes(),
            keep.checkpoints()
                .map(kept -> new RunSpec.Checkpoints(folder, kept.interval(), kept.resume()))));
  }

  /** What a run left: writes its checkpoints, and gives back the rest. */
  public RunOutcome land(JsonNode left) {
    JsonNode files = left.get(CHECKPOINTS);
    if (files != null) {
      run.keep().checkpoints().ifPresent(kept -> CheckpointFiles.of(files).write(kept.folder()));
    }
    return RunOutcome.of(left.path(OUTCOME));
  }
}
