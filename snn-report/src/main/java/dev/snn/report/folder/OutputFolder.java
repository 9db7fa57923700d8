package dev.snn.report.folder;

import dev.snn.api.plugin.UserError;
import dev.snn.bench.table.TableManifest;
import dev.snn.engine.record.RecordFiles;
import dev.snn.engine.record.RunRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a table left in its output folder.
 *
 * @param manifest what the table was asked for; empty in folders from before there was such a file
 * @param table lines of {@code table.csv}
 * @param comparisons lines of {@code comparisons.csv}; without any where there is no such file
 * @param sweeps lines of {@code sweep.csv}; without any where there is no such file
 * @param records those of the table, in the order of its rows
 */
public record OutputFolder(
    Path path,
    Optional<TableManifest> manifest,
    CsvTable table,
    CsvTable comparisons,
    CsvTable sweeps,
    List<RunRecord> records) {

  /** Reads a folder; one without a table is the user's error. */
  public static OutputFolder read(Path path) {
    if (!Files.isDirectory(path)) {
      throw new UserError(
          "there is no folder %s. Name the output folder of 'snn table'.".formatted(path));
    }
    Path file = path.resolve("table.csv");
    if (!Files.isRegularFile(file)) {
      throw new UserError(
          "there is no table.csv in %s. Name the output folder of 'snn table'.".formatted(path));
    }
    CsvTable table = CsvTable.readAny(file);
    if (!table.lines().isEmpty()) {
      List.of("experiment", "row", "status").forEach(table::require);
    }
    Optional<TableManifest> manifest = TableManifest.read(path);
    return new OutputFolder(
        path,
        manifest,
        table,
        optional(path.resolve("comparisons.csv")),
        optional(path.resolve("sweep.csv")),
        records(path, table, manifest));
  }

  private static CsvTable optional(Path file) {
    return Files.isRegularFile(file) ? CsvTable.readAny(file) : new CsvTable(file, List.of());
  }

  /** A folder may hold records of other configurations too; the table is not of those. */
  private static List<RunRecord> records(
      Path path, CsvTable table, Optional<TableManifest> manifest) {
    List<String> rows = table.lines().stream().map(OutputFolder::row).toList();
    List<RunRecord> records = new ArrayList<>();
    for (RunRecord record : RecordFiles.readAll(path)) {
      boolean ours =
          manifest.isEmpty()
              || manifest.get().experiments().stream().anyMatch(e -> e.holds(record));
      if (ours && rows.contains(row(record))) {
        records.add(record);
      }
    }
    records.sort(
        Comparator.<RunRecord>comparingInt(r -> rows.indexOf(row(r)))
            .thenComparingLong(r -> r.id().seed()));
    return records;
  }

  private static String row(Map<String, String> line) {
    return line.get("experiment") + "\n" + line.get("row");
  }

  private static String row(RunRecord record) {
    return record.id().experiment() + "\n" + record.id().row();
  }

  /** True where the table has rows of several experiments. */
  boolean hasSeveralExperiments() {
    return table.lines().stream().map(line -> line.get("experiment")).distinct().count() > 1;
  }

  /** The name of a row, with its experiment where there are several. */
  public String name(String experiment, String row) {
    return hasSeveralExperiments() ? experiment + "/" + row : row;
  }

  /** The name of a record's row. */
  public String name(RunRecord record) {
    return name(record.id().experiment(), record.id().row());
  }

  /** The records of each row, by name. */
  public Map<String, List<RunRecord>> byRow() {
    Map<String, List<RunRecord>> byRow = new LinkedHashMap<>();
    records.forEach(r -> byRow.computeIfAbsent(name(r), key -> new ArrayList<>()).add(r));
    return byRow;
  }

  /** Titles of the experiments. */
  public List<String> titles() {
    return manifest.isPresent()
        ? manifest.get().experiments().stream().map(TableManifest.Experiment::title).toList()
        : records.stream().map(r -> r.tree().path("title").asText()).distinct().toList();
  }
}
