package dev.snn.engine.run;

import dev.snn.engine.error.OutputFailure;
import dev.snn.engine.file.Disk;
import dev.snn.engine.file.OutputFiles;
import dev.snn.engine.record.RecordFiles;
import dev.snn.engine.record.RunRecord;
import dev.snn.engine.record.Status;
import dev.snn.engine.sheet.PictureSheet;
import dev.snn.engine.sheet.PredictionSheet;
import dev.snn.engine.sheet.SpikeSheet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Records that would be in the way, moved to {@code records/aside/HASH/} with what belongs to them:
 * HASH is that of their configuration. Nothing there is ever overwritten, and no table reads it.
 */
public final class Aside {
  /** The folder, below that of the records. */
  public static final String NAME = "aside";

  private static final String UNREADABLE = "unreadable";

  /** Files of a table; its manifest last, because the folder they go to has its name from it. */
  private static final List<String> TABLE =
      List.of(
          "report.html",
          "table.csv",
          "table.md",
          "table.tex",
          "comparisons.csv",
          "comparisons.tex",
          "decisions.csv",
          "confusion.csv",
          "ranks.csv",
          "ranks.svg",
          "sweep.csv",
          "table.json");

  private final Path out;

  /** In an output folder. */
  public Aside(Path out) {
    this.out = out;
  }

  /** The folder that everything goes to. */
  public Path folder() {
    return out.resolve(OutputFolders.RECORDS).resolve(NAME);
  }

  /**
   * Moves a record away, what belongs to it first: where this process ends in between, the record
   * still says that it has to be moved.
   */
  public void move(RunRecord record) {
    Path file = out.resolve(OutputFolders.RECORDS).resolve(record.id().fileName());
    if (!isOf(file, record)) {
      return;
    }
    Path to = folder().resolve(record.configHash().replaceAll("[^A-Za-z0-9._-]", "_"));
    String name = record.id().fileName().replaceFirst("\\.json$", "");
    move(SpikeSheet.file(out, record.id()), to.resolve(SpikeSheet.FOLDER));
    move(PredictionSheet.file(out, record.id()), to.resolve(PredictionSheet.FOLDER));
    move(PictureSheet.file(out, record.id()), to);
    move(
        out.resolve(OutputFolders.CHECKPOINTS).resolve(name),
        to.resolve(OutputFolders.CHECKPOINTS));
    move(file, to);
  }

  /** False where a copy under another name was read. */
  private static boolean isOf(Path file, RunRecord record) {
    return read(file).filter(r -> r.configHash().equals(record.configHash())).isPresent();
  }

  private static Optional<RunRecord> read(Path file) {
    try {
      return RecordFiles.parse(Files.readString(file));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Moves a file away that is no record but has the place of one. */
  public void move(Path unreadable) {
    move(unreadable, folder().resolve(UNREADABLE));
  }

  /** Moves the files of a table away, before its records are. */
  public void moveTable(String hash) {
    TABLE.forEach(name -> move(out.resolve(name), folder().resolve(hash)));
  }

  /**
   * Makes room for a record: one of another configuration, one with results where the new one has
   * none, and what is no record are moved away.
   *
   * @return where something was moved, what is to be said of it
   */
  Optional<String> makeRoom(RunRecord record) {
    Path file = out.resolve(OutputFolders.RECORDS).resolve(record.id().fileName());
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    Optional<RunRecord> before = read(file);
    if (before.isEmpty()) {
      move(file);
      return Optional.of(
          "%s was no record that can be read; it is in %s now."
              .formatted(file, folder().resolve(UNREADABLE)));
    }
    RunRecord old = before.get();
    boolean other = !old.configHash().equals(record.configHash()) || !old.id().equals(record.id());
    boolean worse = old.status() == Status.OK && record.status() != Status.OK;
    if (!other && !worse) {
      return Optional.empty();
    }
    move(old);
    String what = other ? "of another configuration" : "of a run that was ok";
    return Optional.of(
        "the former record %s was %s; it is in %s now."
            .formatted(file.getFileName(), what, folder()));
  }

  private void move(Path file, Path folder) {
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try {
      Disk.folder(folder);
      String name = file.getFileName().toString();
      Path to = folder.resolve(name);
      for (int k = 2; Files.exists(to, LinkOption.NOFOLLOW_LINKS); k++) {
        if (Files.isRegularFile(to) && Files.isRegularFile(file) && Files.mismatch(to, file) < 0) {
          Disk.remove(file);
          return;
        }
        to = folder.resolve(numbered(name, k));
      }
      Disk.move(file, to);
    } catch (IOException e) {
      throw new OutputFailure(
          "cannot move %s to %s (%s).".formatted(file, folder, OutputFiles.reason(e)), "--out", e);
    }
  }

  /** "table-2.csv". */
  private static String numbered(String name, int k) {
    int dot = name.lastIndexOf('.');
    return dot <= 0 ? name + "-" + k : name.substring(0, dot) + "-" + k + name.substring(dot);
  }
}
