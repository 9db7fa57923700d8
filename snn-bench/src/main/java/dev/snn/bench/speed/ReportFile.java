package dev.snn.bench.speed;

import dev.snn.engine.file.OutputFiles;
import dev.snn.engine.record.RecordFiles;
import java.nio.file.Path;

/** The file of {@code --json}. */
public final class ReportFile {
  private final Path file;

  private ReportFile(Path file) {
    this.file = file;
  }

  /** Makes sure that the file can be written later, and leaves no trace where it is not. */
  public static ReportFile at(Path file) {
    OutputFiles.requireWritable(file, "--json");
    return new ReportFile(file);
  }

  /** Writes the report in one go. */
  public void write(SpeedReport report) {
    OutputFiles.writeText(file, RecordFiles.json(report.tree()), "--json");
  }
}
