package dev.snn.bench.sweep;

import dev.snn.bench.experiment.Objective;
import dev.snn.bench.experiment.Objective.Direction;
import dev.snn.engine.record.RunId;
import dev.snn.engine.record.RunRecord;
import dev.snn.engine.record.Status;
import java.util.List;
import java.util.Map;

/** What became of a candidate. */
final class Outcome {
  private final Objective objective;
  private final int seeds;
  private final boolean possible;
  private final List<RunRecord> records;

  Outcome(SweepState sweep, SweepState.Proposal proposal, Map<RunId, RunRecord> results) {
    this.objective = sweep.row().sweep().objective();
    this.seeds = sweep.experiment().seeds().size();
    this.possible = proposal.row() != null;
    this.records = sweep.records(proposal, results);
  }

  /** True where no run is still to come. */
  boolean isOver() {
    return !possible || records.size() == seeds;
  }

  /** Runs with results. */
  int ok() {
    return (int) records.stream().filter(r -> r.status() == Status.OK).count();
  }

  /** How the worst of its runs ended. */
  Status status() {
    if (!possible) {
      return Status.NOT_APPLICABLE;
    }
    for (Status status : List.of(Status.FAILED, Status.NOT_APPLICABLE, Status.SKIPPED)) {
      if (records.stream().anyMatch(r -> r.status() == status)) {
        return status;
      }
    }
    return Status.OK;
  }

  /** Name of the metric of the objective; null where no run has one. */
  String metric() {
    return objective.metric() != null
        ? objective.metric()
        : records.stream().flatMap(r -> r.metricUnits().keySet().stream()).findFirst().orElse(null);
  }

  /** The direction; null where no run tells. */
  Direction direction() {
    if (objective.direction() != null) {
      return objective.direction();
    }
    return records.stream()
        .flatMap(r -> r.higherIsBetter(metric()).stream())
        .findFirst()
        .map(higher -> higher ? Direction.MAXIMISE : Direction.MINIMISE)
        .orElse(null);
  }

  /** Mean over seeds of the metric on the validation split; NaN unless every seed has one. */
  double objective() {
    String metric = metric();
    double sum = 0;
    for (RunRecord record : records) {
      Double score = record.finalScores("validation").get(metric);
      if (record.status() != Status.OK || score == null) {
        return Double.NaN;
      }
      sum += score;
    }
    return isOver() && possible ? sum / seeds : Double.NaN;
  }

  /** The objective as a search is told it: lower is better. */
  double cost() {
    return direction() == Direction.MAXIMISE ? -objective() : objective();
  }
}
