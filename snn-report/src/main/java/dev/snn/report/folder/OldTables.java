package dev.snn.report.folder;

import com.fasterxml.jackson.databind.JsonNode;
import dev.snn.bench.experiment.Objective;
import dev.snn.bench.experiment.Objective.Direction;
import dev.snn.bench.table.TableManifest;
import dev.snn.bench.table.TableManifest.Experiment;
import dev.snn.bench.table.TableManifest.Sweep;
import dev.snn.engine.record.RunRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What records alone say of a table, for folders whose {@code table.json} is missing or from before
 * it said everything.
 */
final class OldTables {
  private OldTables() {}

  /** What is not known of a table; empty where everything is. */
  static String missing(Optional<TableManifest> manifest) {
    String cure =
        " 'snn table' with the same files and --resume writes it anew and trains nothing.";
    if (manifest.isEmpty()) {
      return "The folder has no table.json: rows stand in the order of their names, and which of them are"
          + " compared, chosen among or cells of a grid is not known."
          + cure;
    }
    return manifest.get().version() >= TableManifest.VERSION
        ? ""
        : "The table.json of the folder is of an earlier version: which rows are compared, chosen among or"
            + " cells of a grid is not known."
            + cure;
  }

  /** The experiments of a table, as far as manifest and records say. */
  static List<Experiment> experiments(Optional<TableManifest> manifest, List<RunRecord> records) {
    if (manifest.isPresent()) {
      boolean complete = manifest.get().version() >= TableManifest.VERSION;
      return complete
          ? manifest.get().experiments()
          : manifest.get().experiments().stream().map(e -> with(e, sweeps(e, records))).toList();
    }
    Map<String, Experiment> found = new LinkedHashMap<>();
    for (RunRecord record : records) {
      String name = record.id().experiment();
      Experiment experiment =
          found.computeIfAbsent(
              name,
              key ->
                  new Experiment(
                      name,
                      record.tree().path("title").asText(),
                      "",
                      seeds(name, records),
                      new LinkedHashMap<>()));
      experiment.rows().putIfAbsent(record.id().row(), record.configHash());
    }
    return found.values().stream().map(e -> with(e, sweeps(e, records))).toList();
  }

  private static List<Long> seeds(String experiment, List<RunRecord> records) {
    Set<Long> seeds = new LinkedHashSet<>();
    for (RunRecord record : records) {
      if (record.id().experiment().equals(experiment)) {
        seeds.add(record.id().seed());
      }
    }
    return seeds.stream().sorted().toList();
  }

  private static Experiment with(Experiment e, List<Sweep> sweeps) {
    return new Experiment(
        e.name(),
        e.title(),
        e.citation(),
        e.seeds(),
        e.rows(),
        Map.of(),
        Map.of(),
        List.of(),
        sweeps,
        List.of());
  }

  /** The sweeps that the records of candidates tell of. */
  private static List<Sweep> sweeps(Experiment experiment, List<RunRecord> records) {
    Map<String, Sweep> sweeps = new LinkedHashMap<>();
    for (RunRecord record : records) {
      JsonNode origin = record.tree().path(RunRecord.SWEEP);
      int number = origin.path("candidate").asInt();
      String end = "#" + number;
      String row = record.id().row();
      if (number > 0 && row.endsWith(end) && experiment.holds(record)) {
        sweeps.merge(
            row.substring(0, row.length() - end.length()),
            sweep(row.substring(0, row.length() - end.length()), number, origin),
            (a, b) -> a.runs() > b.runs() ? a : b);
      }
    }
    return new ArrayList<>(sweeps.values());
  }

  private static Sweep sweep(String row, int number, JsonNode origin) {
    JsonNode objective = origin.path("objective");
    String metric = objective.path("metric").textValue();
    String direction = objective.path("direction").textValue();
    return new Sweep(
        row,
        origin.path("search").path("type").asText(),
        number,
        new Objective(
            metric,
            direction == null ? null : Direction.valueOf(direction.toUpperCase(Locale.ROOT))),
        Map.of());
  }
}
