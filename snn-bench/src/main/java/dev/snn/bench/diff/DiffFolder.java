package dev.snn.bench.diff;

import dev.snn.api.plugin.UserError;
import dev.snn.bench.table.TableManifest;
import dev.snn.engine.record.RecordFolder;
import dev.snn.engine.record.RunRecord;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The records of an output folder that belong together: those of the table that was made there. A
 * folder may hold records of former configurations, too.
 */
final class DiffFolder {
  private DiffFolder() {}

  static List<RunRecord> records(Path folder, RecordFolder found) {
    List<RunRecord> records = found.records();
    if (records.isEmpty()) {
      throw new UserError(
          "there are no records in %s. Name the output folder of 'snn table' or 'snn run'."
              .formatted(folder.resolve("records")));
    }
    Optional<TableManifest> manifest = TableManifest.read(folder);
    if (manifest.isEmpty()) {
      requireOneConfiguration(folder, records);
      return records;
    }
    List<RunRecord> own =
        records.stream()
            .filter(r -> manifest.get().experiments().stream().anyMatch(e -> e.holds(r)))
            .toList();
    if (own.isEmpty()) {
      throw new UserError(
          "no record in %s is of the configurations in table.json. Finish the table with 'snn table --resume'."
              .formatted(folder.resolve("records")));
    }
    return own;
  }

  private static void requireOneConfiguration(Path folder, List<RunRecord> records) {
    Map<List<String>, String> hashes = new HashMap<>();
    for (RunRecord record : records) {
      List<String> row = List.of(record.id().experiment(), record.id().row());
      String other = hashes.putIfAbsent(row, record.configHash());
      if (other != null && !other.equals(record.configHash())) {
        throw new UserError(
            ("%s holds records of several configurations of row '%s', and no table.json that says"
                    + " which are meant. Compare single records, or finish the table with 'snn table"
                    + " --resume'.")
                .formatted(folder, record.id().row()));
      }
    }
  }
}
