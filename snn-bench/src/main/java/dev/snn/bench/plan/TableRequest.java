package dev.snn.bench.plan;

import dev.snn.engine.checkpoint.Interval;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What table to make.
 *
 * @param files experiment files; several make one table
 * @param profile an overlay ("quick") that at least one of the files defines, or null
 * @param settings {@code path=value}, laid over the rows to run
 * @param only the only rows to run, those of grids included; empty for all
 * @param seeds in place of those of the files; empty for these
 * @param out output folder
 * @param resume true to keep finished runs of the same configuration and seed
 * @param dryRun true to check everything and train nothing
 * @param jobs runs at a time, which share the threads; 0 for as many as there are threads and as
 *     the memory has room for
 * @param checkpoints how often each run writes one into the folder {@code checkpoints} of the
 *     output, if at all
 */
public record TableRequest(
    List<Path> files,
    String profile,
    List<String> settings,
    List<String> only,
    List<Long> seeds,
    Path out,
    boolean resume,
    boolean dryRun,
    int jobs,
    Optional<Interval> checkpoints) {

  /** A table of these files. */
  public static TableRequest of(List<Path> files, Path out) {
    return new TableRequest(
        files, null, List.of(), List.of(), List.of(), out, false, false, 0, Optional.empty());
  }

  /** With a profile. */
  public TableRequest withProfile(String name) {
    return new TableRequest(
        files, name, settings, only, seeds, out, resume, dryRun, jobs, checkpoints);
  }

  /** With one row only. */
  public TableRequest withOnly(String row) {
    return new TableRequest(
        files, profile, settings, List.of(row), seeds, out, resume, dryRun, jobs, checkpoints);
  }

  /** With other values of options. */
  public TableRequest withSettings(List<String> values) {
    return new TableRequest(
        files, profile, values, only, seeds, out, resume, dryRun, jobs, checkpoints);
  }

  /** With other seeds. */
  public TableRequest withSeeds(List<Long> others) {
    return new TableRequest(
        files, profile, settings, only, others, out, resume, dryRun, jobs, checkpoints);
  }

  /** Keeping finished runs. */
  public TableRequest resuming() {
    return new TableRequest(
        files, profile, settings, only, seeds, out, true, dryRun, jobs, checkpoints);
  }

  /** Training nothing. */
  public TableRequest dry() {
    return new TableRequest(
        files, profile, settings, only, seeds, out, resume, true, jobs, checkpoints);
  }

  /** With checkpoints of each run. */
  public TableRequest withCheckpoints(Interval interval) {
    return new TableRequest(
        files, profile, settings, only, seeds, out, resume, dryRun, jobs, Optional.of(interval));
  }

  /** With so many runs at a time. */
  public TableRequest withJobs(int atATime) {
    return new TableRequest(
        files, profile, settings, only, seeds, out, resume, dryRun, atATime, checkpoints);
  }
}
