package dev.snn.bench.speed;

import dev.snn.bench.UserError;
import dev.snn.bench.record.RecordFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The file of {@code --json}. */
public final class ReportFile {
  private final Path file;

  private ReportFile(Path file) {
    this.file = file;
  }

  /** Makes sure that the file can be written later, and leaves no trace where it is not. */
  public static ReportFile at(Path file) {
    try {
      if (Files.isDirectory(file)) {
        throw new UserError("--json: %s is a folder. Name a file in it.".formatted(file));
      }
      Path folder = file.toAbsolutePath().getParent();
      Files.createDirectories(folder);
      Files.delete(Files.createTempFile(folder, ".snn", ".new"));
    } catch (IOException e) {
      throw new UserError(
          "cannot write %s (%s). Choose another place with --json."
              .formatted(file, RecordFiles.reason(e)),
          e);
    }
    return new ReportFile(file);
  }

  /** Writes the report in one go. */
  public void write(SpeedReport report) {
    RecordFiles.writeText(file, RecordFiles.json(report.tree()), "--json");
  }
}
