package dev.snn.report.folder;

import dev.snn.api.plugin.UserError;
import dev.snn.bench.table.CsvWriter;
import dev.snn.bench.table.Summary;
import dev.snn.bench.table.SweepWriter;
import dev.snn.bench.table.Table;
import dev.snn.bench.table.TableManifest;
import dev.snn.bench.table.TableManifest.Experiment;
import dev.snn.bench.table.TextTable;
import dev.snn.engine.record.RecordFolder;
import dev.snn.engine.record.RunRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a table left in its output folder, computed from {@code table.json} and the records; the
 * files made for people and other programs, such as {@code table.csv}, are not read.
 *
 * @param manifest what the table was asked for; empty in folders from before there was such a file
 * @param table a line for each row, with the columns of {@code table.csv}
 * @param comparisons a line for each comparison, with the columns of {@code comparisons.csv}
 * @param sweeps a line for each candidate, with the columns of {@code sweep.csv}
 * @param records those of the table, in the order of its rows
 * @param missing what is not known of the table, as a sentence; empty where everything is
 * @param notes what is to be said of single records: edited ones, such as cannot be used
 * @param whole the same as a table
 * @param several true where the table has rows of several experiments
 */
public record OutputFolder(
    Path path,
    Optional<TableManifest> manifest,
    CsvTable table,
    CsvTable comparisons,
    CsvTable sweeps,
    List<RunRecord> records,
    String missing,
    List<String> notes,
    Table whole,
    boolean several) {

  /** Reads a folder; one without a table is the user's error. */
  public static OutputFolder read(Path path) {
    if (!Files.isDirectory(path)) {
      throw new UserError(
          "there is no folder %s. Name the output folder of 'snn table'.".formatted(path));
    }
    Optional<TableManifest> manifest = TableManifest.read(path);
    RecordFolder found = RecordFolder.of(path);
    List<RunRecord> all = found.records();
    if (manifest.isEmpty() && all.isEmpty()) {
      throw new UserError(
          "there is no table in %s: neither table.json nor records. Name the output folder of 'snn table'."
              .formatted(path));
    }
    List<Experiment> experiments = OldTables.experiments(manifest, all);
    Table table = Table.of(experiments, all);
    return new OutputFolder(
        path,
        manifest,
        lines(path, CsvWriter.table(table)),
        lines(path, CsvWriter.comparisons(table.comparisons())),
        lines(path, SweepWriter.of(table.sweeps())),
        experiments.stream().flatMap(e -> records(e, all).stream()).toList(),
        OldTables.missing(manifest),
        found.relativeTo(path).notes(),
        table,
        table.lines().stream().map(Summary::experiment).distinct().count() > 1);
  }

  private static CsvTable lines(Path path, TextTable table) {
    return new CsvTable(path, table.maps());
  }

  /** A folder may hold records of other configurations too; the table is not of those. */
  private static List<RunRecord> records(Experiment experiment, List<RunRecord> all) {
    Map<String, Integer> order = new HashMap<>();
    experiment.rows().keySet().forEach(row -> order.put(row, order.size()));
    List<RunRecord> own = new ArrayList<>(Table.belonging(experiment, all));
    own.sort(
        Comparator.<RunRecord>comparingInt(r -> order.get(r.id().row()))
            .thenComparingLong(r -> r.id().seed()));
    return own;
  }

  /** The name of a row, with its experiment where there are several. */
  public String name(String experiment, String row) {
    return several ? experiment + "/" + row : row;
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
