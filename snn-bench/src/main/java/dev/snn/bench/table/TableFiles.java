package dev.snn.bench.table;

import dev.snn.engine.file.OutputFiles;
import java.nio.file.Path;

/** Writes a table's files into its output folder. */
public final class TableFiles {
  private TableFiles() {}

  /**
   * Writes {@code table.csv}, {@code table.md}, {@code table.tex}, {@code comparisons.csv}, {@code
   * comparisons.tex}, {@code decisions.csv}, {@code confusion.csv} and {@code ranks.csv} where
   * there are some, and {@code sweep.csv} where rows are swept.
   */
  public static void write(Path out, Table table) {
    OutputFiles.writeText(out.resolve("table.csv"), CsvWriter.table(table).csv());
    OutputFiles.writeText(out.resolve("table.md"), TextWriters.markdown(table));
    OutputFiles.writeText(
        out.resolve("table.tex"), LatexWriter.table(table, Choice.ALL, LatexWriter.Frame.USUAL));
    OutputFiles.writeText(
        out.resolve("comparisons.csv"), CsvWriter.comparisons(table.comparisons()).csv());
    TextTable confusion = Confusion.csv(table);
    if (!confusion.lines().isEmpty()) {
      OutputFiles.writeText(out.resolve("confusion.csv"), confusion.csv());
    }
    if (!table.comparisons().isEmpty()) {
      OutputFiles.writeText(
          out.resolve("comparisons.tex"), LatexWriter.comparisons(table, LatexWriter.Frame.USUAL));
    }
    if (!table.decisions().lines().isEmpty()) {
      OutputFiles.writeText(
          out.resolve("decisions.csv"), DecisionTests.csv(table.decisions().lines()).csv());
    }
    if (table.rankings().stream().anyMatch(Ranking::isThere)) {
      OutputFiles.writeText(out.resolve("ranks.csv"), Ranking.csv(table.rankings()).csv());
    }
    if (!table.sweeps().isEmpty()) {
      OutputFiles.writeText(out.resolve("sweep.csv"), SweepWriter.of(table.sweeps()).csv());
    }
  }
}
