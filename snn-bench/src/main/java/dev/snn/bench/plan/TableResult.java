package dev.snn.bench.plan;

import dev.snn.bench.table.Table;
import dev.snn.engine.record.RunId;
import dev.snn.engine.record.RunRecord;
import dev.snn.engine.record.Status;
import java.util.List;
import java.util.Optional;

/**
 * A table and how it came about.
 *
 * @param table computed from the records
 * @param records of all rows and seeds
 * @param planned runs that were asked for, in order
 * @param kept how many of them were finished before
 * @param notes what is to be said of records that were there: edited ones, such as cannot be used
 * @param time an estimate for the others, of a table that is only planned; empty where there is
 *     none
 */
public record TableResult(
    Table table,
    List<RunRecord> records,
    List<RunId> planned,
    int kept,
    List<String> notes,
    Optional<TableTime> time) {

  /** Runs that failed. */
  public List<RunRecord> failed() {
    return records.stream().filter(r -> r.status() == Status.FAILED).toList();
  }
}
