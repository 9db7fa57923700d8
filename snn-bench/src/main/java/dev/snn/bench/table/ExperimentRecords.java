package dev.snn.bench.table;

import dev.snn.bench.table.TableManifest.Experiment;
import dev.snn.engine.record.RunRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The records of an experiment's rows, configurations and seeds. A table looks at each record a few
 * times, however many there are.
 *
 * @param all in the order of the seeds
 * @param byRow the same by the name of the row
 */
record ExperimentRecords(List<RunRecord> all, Map<String, List<RunRecord>> byRow) {

  /** Those of these records that belong to the experiment. */
  static ExperimentRecords of(Experiment experiment, Collection<RunRecord> records) {
    Map<Long, List<RunRecord>> bySeed = new LinkedHashMap<>();
    experiment.seeds().forEach(seed -> bySeed.put(seed, new ArrayList<>()));
    for (RunRecord record : records) {
      List<RunRecord> ofSeed = bySeed.get(record.id().seed());
      if (ofSeed != null && experiment.isOfRow(record)) {
        ofSeed.add(record);
      }
    }
    return of(bySeed.values().stream().flatMap(List::stream).toList());
  }

  /** All of these. */
  static ExperimentRecords of(List<RunRecord> records) {
    ExperimentRecords own = new ExperimentRecords(new ArrayList<>(), new LinkedHashMap<>());
    records.forEach(own::add);
    return own;
  }

  void add(RunRecord record) {
    all.add(record);
    byRow.computeIfAbsent(record.id().row(), key -> new ArrayList<>()).add(record);
  }

  List<RunRecord> of(String row) {
    return byRow.getOrDefault(row, List.of());
  }
}
