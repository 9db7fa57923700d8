package dev.snn.report.plot;

import dev.snn.api.plugin.UserError;
import dev.snn.engine.record.RecordFiles;
import dev.snn.engine.record.RunRecord;
import dev.snn.engine.record.Status;
import java.nio.file.Path;
import java.util.List;

/** The records of finished runs. */
final class Finished {
  private Finished() {}

  /** Of an output folder; none is the user's error. */
  static List<RunRecord> in(Path folder) {
    List<RunRecord> records =
        RecordFiles.readAll(folder).stream()
            .filter(r -> r.status() == Status.OK && !r.metricUnits().isEmpty())
            .toList();
    if (records.isEmpty()) {
      throw new UserError(
          "there are no records of finished runs in %s. Name the output folder of 'snn table' or 'snn run'."
              .formatted(folder));
    }
    return records;
  }
}
