package dev.snn.bench.plan;

import dev.snn.engine.record.RunRecord;
import dev.snn.engine.record.Status;
import java.util.List;
import java.util.Optional;

/**
 * What a shard has done.
 *
 * @param shard which one
 * @param records of its runs
 * @param here runs of the whole table that the output folder has records of
 * @param planned runs of the whole table
 * @param notes what is to be said of records that were there
 * @param table the whole one, where this shard was the last; else empty
 */
public record ShardResult(
    Shard shard,
    List<RunRecord> records,
    int here,
    int planned,
    List<String> notes,
    Optional<TableResult> table) {

  /** Runs of this shard that failed. */
  public List<RunRecord> failed() {
    return records.stream().filter(r -> r.status() == Status.FAILED).toList();
  }
}
