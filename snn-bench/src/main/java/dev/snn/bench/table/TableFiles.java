package dev.snn.bench.table;

import dev.snn.engine.file.OutputFiles;
import java.nio.file.Path;

/** Writes a table's files into its output folder. */
public final class TableFiles {
  private TableFiles() {}

  /**
   * Writes {@code table.csv}, {@code table.md}, {@code table.tex}, {@code comparisons.csv}, and
   * {@code sweep.csv} where rows are swept.
   */
  public static void write(Path out, Table table) {
    OutputFiles.writeText(out.resolve("table.csv"), CsvWriter.table(table).csv());
    OutputFiles.writeText(out.resolve("table.md"), TextWriters.markdown(table));
    OutputFiles.writeText(out.resolve("table.tex"), TextWriters.latex(table));
    OutputFiles.writeText(
        out.resolve("comparisons.csv"), CsvWriter.comparisons(table.comparisons()).csv());
    if (!table.sweeps().isEmpty()) {
      OutputFiles.writeText(out.resolve("sweep.csv"), SweepWriter.of(table.sweeps()).csv());
    }
  }
}
