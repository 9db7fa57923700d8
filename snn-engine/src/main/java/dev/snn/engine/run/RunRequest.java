package dev.snn.engine.run;

import dev.snn.api.learning.Checkpoint;
import dev.snn.engine.config.RunConfig;
import dev.snn.engine.record.RunId;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A run of one's own: what to run, and where what is kept of it goes.
 *
 * @param title of the experiment
 * @param out folder for the record, if any
 * @param parameters file for the trained parameters, if any; see {@link Checkpoint}
 * @param checkpoints what to keep while it goes on, if anything; a checkpoint that is there and
 *     does not fit is the user's error
 */
public record RunRequest(
    RunId id,
    String title,
    RunConfig config,
    Optional<Path> out,
    Optional<Path> parameters,
    Optional<RunSpec.Checkpoints> checkpoints) {

  /** A run that keeps nothing. */
  public static RunRequest of(RunId id, String title, RunConfig config) {
    return new RunRequest(id, title, config, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** With a folder for the record. */
  public RunRequest withOut(Path folder) {
    return new RunRequest(id, title, config, Optional.of(folder), parameters, checkpoints);
  }

  /** With a file for the parameters. */
  public RunRequest withParameters(Path file) {
    return new RunRequest(id, title, config, out, Optional.of(file), checkpoints);
  }

  /** With checkpoints. */
  public RunRequest withCheckpoints(RunSpec.Checkpoints kept) {
    return new RunRequest(id, title, config, out, parameters, Optional.of(kept));
  }
}
