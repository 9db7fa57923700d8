package dev.snn.bench.table;

import dev.snn.bench.experiment.Objective;
import dev.snn.bench.experiment.Objective.Direction;
import dev.snn.engine.record.RunRecord;
import dev.snn.engine.record.Status;
import java.util.List;

/**
 * What became of a candidate of a sweep.
 *
 * @param objective what the sweep is about
 * @param seeds number of runs there will be
 * @param possible false where its values do not go together, so that it has no runs
 * @param records of its runs that are over
 */
public record CandidateOutcome(
    Objective objective, int seeds, boolean possible, List<RunRecord> records) {

  /** True where no run is still to come. */
  public boolean isOver() {
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
    String metric = metric();
    return records.stream()
        .flatMap(r -> r.higherIsBetter(metric).stream())
        .findFirst()
        .map(higher -> higher ? Direction.MAXIMISE : Direction.MINIMISE)
        .orElse(null);
  }

  /** Mean over seeds of the metric on the validation split; NaN unless every seed has one. */
  double value() {
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
  public double cost() {
    return direction() == Direction.MAXIMISE ? -value() : value();
  }
}
