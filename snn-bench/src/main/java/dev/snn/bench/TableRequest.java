package dev.snn.bench;

import java.nio.file.Path;
import java.util.List;

/**
 * What table to make.
 *
 * @param files experiment files; several make one table
 * @param profile an overlay ("quick") that at least one of the files defines, or null
 * @param settings {@code path=value}, laid over every row
 * @param only the only row to run, or null for all
 * @param out output folder
 * @param resume true to keep finished runs of the same configuration and seed
 * @param dryRun true to check everything and train nothing
 */
public record TableRequest(
    List<Path> files,
    String profile,
    List<String> settings,
    String only,
    Path out,
    boolean resume,
    boolean dryRun) {

  /** A table of these files. */
  public static TableRequest of(List<Path> files, Path out) {
    return new TableRequest(files, null, List.of(), null, out, false, false);
  }

  /** With a profile. */
  public TableRequest withProfile(String name) {
    return new TableRequest(files, name, settings, only, out, resume, dryRun);
  }

  /** With one row only. */
  public TableRequest withOnly(String row) {
    return new TableRequest(files, profile, settings, row, out, resume, dryRun);
  }

  /** Keeping finished runs. */
  public TableRequest resuming() {
    return new TableRequest(files, profile, settings, only, out, true, dryRun);
  }

  /** Training nothing. */
  public TableRequest dry() {
    return new TableRequest(files, profile, settings, only, out, resume, true);
  }
}
