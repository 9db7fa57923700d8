package dev.snn.bench.plan;

import dev.snn.api.plugin.UserError;
import dev.snn.bench.experiment.ExperimentFile;
import dev.snn.bench.experiment.ExperimentFile.Row;
import dev.snn.engine.record.RunId;
import dev.snn.engine.record.RunRecord;
import dev.snn.engine.tree.Trees;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a shard has to do of the plan of a table, and what is there of the whole. */
final class ShardPlan {
  private final TablePlan plan;
  private final Shard shard;

  /**
   * @param plan that has begun
   */
  ShardPlan(TablePlan plan, Shard shard) {
    this.plan = plan;
    this.shard = shard;
    // Candidates of sweeps are no runs before they are proposed.
    plan.pending();
  }

  /** The user's error where runs depend on results of others, which another shard may have. */
  static void refuseDependentSweeps(TablePlan plan) {
    for (ExperimentFile experiment : plan.experiments()) {
      for (Row row : experiment.rows()) {
        if (row.sweep() != null && plan.chosen(row) && !row.sweep().search().independent()) {
          throw new UserError(
              "--shard: row '%s' of experiment '%s' is swept by '%s', which proposes runs from the results of others, so they cannot be shared out. Leave --shard out, or name the other rows with --only."
                  .formatted(row.name(), experiment.name(), row.sweep().searchName()));
        }
      }
    }
  }

  /** What tells the runs of the table from those of another one. */
  String key() {
    List<String> parts = new ArrayList<>();
    plan.order().forEach(id -> parts.add(id.fileName()));
    plan.experiments().stream()
        .flatMap(e -> e.rows().stream())
        .filter(plan::chosen)
        .forEach(row -> parts.add(row.config().hash()));
    return Trees.hash(Trees.of(parts));
  }

  /** The runs of the shard, without those whose values do not go together. */
  List<RunId> own() {
    List<RunId> order = plan.order();
    List<RunId> own = new ArrayList<>();
    for (int index = 0; index < order.size(); index++) {
      if (shard.takes(index) && plan.job(order.get(index)) != null) {
        own.add(order.get(index));
      }
    }
    return own;
  }

  /** The records of the shard. */
  List<RunRecord> records() {
    return own().stream().map(plan::record).flatMap(Optional::stream).toList();
  }

  /** The number of all runs; some are not known where their data are not at hand. */
  int runs() {
    int impossible = (int) plan.planned().stream().filter(id -> plan.job(id) == null).count();
    return plan.order().size() - impossible;
  }

  /** The number of them that have a record, whatever its status. */
  int here() {
    return (int)
        plan.planned().stream()
            .filter(id -> plan.job(id) != null && plan.record(id).isPresent())
            .count();
  }
}
