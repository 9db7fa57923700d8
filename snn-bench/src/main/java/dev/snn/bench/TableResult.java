package dev.snn.bench;

import dev.snn.bench.record.RunId;
import dev.snn.bench.record.RunRecord;
import dev.snn.bench.record.Status;
import dev.snn.bench.table.Table;
import java.util.List;

/**
 * A table and how it came about.
 *
 * @param table computed from the records
 * @param records of all rows and seeds
 * @param planned runs that were asked for, in order
 * @param kept how many of them were finished before
 */
public record TableResult(Table table, List<RunRecord> records, List<RunId> planned, int kept) {

  /** Runs that failed. */
  public List<RunRecord> failed() {
    return records.stream().filter(r -> r.status() == Status.FAILED).toList();
  }
}
