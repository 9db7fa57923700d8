package dev.snn.bench;

import dev.snn.api.learning.Checkpoint;
import dev.snn.bench.experiment.ExperimentFile;
import dev.snn.bench.saved.Interval;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One run to do.
 *
 * @param row its name; may be null where the experiment has one row only
 * @param seed root seed; null for the first of the file
 * @param out folder for the record, if any
 * @param parameters file for the trained parameters, if any; see {@link Checkpoint}
 * @param checkpoints what to keep while it goes on, if anything
 */
public record RunRequest(
    ExperimentFile experiment,
    String row,
    Long seed,
    Optional<Path> out,
    Optional<Path> parameters,
    Optional<Checkpoints> checkpoints) {

  /** A run that keeps nothing. */
  public static RunRequest of(ExperimentFile experiment, String row, Long seed) {
    return new RunRequest(
        experiment, row, seed, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** With a folder for the record. */
  public RunRequest withOut(Path folder) {
    return new RunRequest(experiment, row, seed, Optional.of(folder), parameters, checkpoints);
  }

  /** With a file for the parameters. */
  public RunRequest withParameters(Path file) {
    return new RunRequest(experiment, row, seed, out, Optional.of(file), checkpoints);
  }

  /** With checkpoints. */
  public RunRequest withCheckpoints(Checkpoints kept) {
    return new RunRequest(experiment, row, seed, out, parameters, Optional.of(kept));
  }

  /**
   * Checkpoints of one run.
   *
   * @param folder for {@code last.safetensors} and {@code best.safetensors}
   * @param interval between two of them
   * @param resume true to go on from the last one in the folder, if there is one
   */
  public record Checkpoints(Path folder, Interval interval, boolean resume) {}
}
