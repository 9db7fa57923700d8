package dev.snn.bench.plan;

import dev.snn.api.plugin.UserError;
import dev.snn.engine.progress.ProgressListener;
import dev.snn.engine.record.RecordFolder;
import dev.snn.engine.record.RunId;
import dev.snn.engine.record.RunRecord;
import dev.snn.engine.run.Aside;
import dev.snn.engine.tree.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The records that an output folder held: those that fit a table, and those that do not. */
final class Recorded {
  private final TableRequest request;
  private final RecordFolder found;
  private final List<RunRecord> fitting;
  private final List<RunRecord> others;

  /**
   * Sorts them. Where the table does not resume, one that does not fit is the user's error.
   *
   * @param fits true of a record of one of the table's rows and configurations
   */
  Recorded(TableRequest request, RecordFolder found, Predicate<RunRecord> fits) {
    this.request = request;
    this.found = found;
    this.fitting = found.records().stream().filter(fits).toList();
    this.others = found.records().stream().filter(fits.negate()).toList();
    if (!request.resume() && !others.isEmpty()) {
      RunId first = others.get(0).id();
      throw new UserError(
          ("%s holds records of another configuration (experiment '%s', row '%s'); %d of %d recorded"
                  + " runs fit. Choose another folder with --out, or add --resume: it keeps those"
                  + " that fit and moves the others to %s.")
              .formatted(
                  request.out(),
                  first.experiment(),
                  first.row(),
                  fitting.size(),
                  found.records().size(),
                  new Aside(request.out()).folder()));
    }
  }

  /** Of shards none moves anything, because others may be at work: what does not fit is refused. */
  void refuseOthers() {
    if (!others.isEmpty()) {
      RunId first = others.get(0).id();
      throw new UserError(
          "%s holds records of another configuration (experiment '%s', row '%s'), and shards move nothing aside. Choose another folder with --out."
              .formatted(request.out(), first.experiment(), first.row()));
    }
  }

  /** Records of the table's rows and configurations. */
  List<RunRecord> fitting() {
    return fitting;
  }

  /** What is to be said of records that are edited or cannot be read. */
  List<String> notes() {
    boolean moved = request.resume() && !request.dryRun();
    return moved ? new RecordFolder(List.of(), found.edited(), List.of()).notes() : found.notes();
  }

  /** True where a folder still holds the same records. */
  boolean isStill(RecordFolder now) {
    return now.records().size() == found.records().size()
        && now.broken().size() == found.broken().size();
  }

  /** Moves those that do not fit aside, and says how many do. */
  void sort(ProgressListener listener) {
    if (!request.resume() || found.records().isEmpty() && found.broken().isEmpty()) {
      return;
    }
    int all = found.records().size();
    warnOfEarlier(listener);
    if (others.isEmpty() && found.broken().isEmpty()) {
      listener.note("%d of %d recorded runs fit.".formatted(fitting.size(), all));
      return;
    }
    Aside aside = new Aside(request.out());
    if (!others.isEmpty()) {
      aside.moveTable(hashOfTable());
      others.forEach(aside::move);
      listener.warn(
          "%d of %d recorded runs fit; the other %d are in %s now."
              .formatted(fitting.size(), all, others.size(), aside.folder()));
    }
    for (RecordFolder.Broken broken : found.broken()) {
      aside.move(broken.file());
      listener.warn(
          "%s is no record that can be used (%s); it is in %s now."
              .formatted(broken.file(), broken.why(), aside.folder()));
    }
  }

  /** Says how many of those that fit an earlier version made. */
  void warnOfEarlier(ProgressListener listener) {
    long earlier = fitting.stream().filter(RunRecord::isOfEarlierVersion).count();
    if (earlier > 0) {
      listener.warn(
          ("%d of the recorded runs %s made by an earlier version of the program and %s kept. Their"
                  + " numbers may not go with new ones: CHANGELOG.md and KNOWN-BUGS.md name those that"
                  + " have moved. Another --out makes all of them anew.")
              .formatted(earlier, earlier == 1 ? "was" : "were", earlier == 1 ? "is" : "are"));
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return file.toString();
    }
  }

  /** What the former table goes by: the hash of what it was asked for, else of its records. */
  private String hashOfTable() {
    Path manifest = request.out().resolve("table.json");
    Stream<String> parts =
        Files.isRegularFile(manifest)
            ? Stream.of(text(manifest))
            : others.stream().map(RunRecord::configHash).sorted();
    return Trees.hash(Trees.of(parts.toList()));
  }
}
