package dev.snn.bench.plan;

import dev.snn.api.data.MissingDataException;
import dev.snn.api.plugin.NotApplicableException;
import dev.snn.api.plugin.UserError;
import dev.snn.api.procedure.RunFailure;
import dev.snn.engine.explain.Explainer;
import dev.snn.engine.explain.Explanation;
import dev.snn.engine.explain.Rehearsal;
import dev.snn.engine.record.RunId;
import dev.snn.engine.run.Runner;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * How long the runs of a table may take: an estimate from a few batches of its rows, for all
 * threads together.
 *
 * @param seconds in all; rows that were not timed count as the mean of the others
 * @param timed rows of which batches were timed
 * @param rows rows with runs to do
 */
public record TableTime(double seconds, int timed, int rows) {
  private static final double SECONDS_PER_ROW = 0.3;
  private static final long BUDGET_NANOS = 4_000_000_000L;

  /**
   * Estimates within seconds.
   *
   * @param pending runs that could begin now
   * @param remaining runs there will be, those of sweeps to come included
   * @return empty where nothing is trained by gradients
   */
  static Optional<TableTime> of(Runner runner, TablePlan plan, List<RunId> pending, int remaining) {
    Map<TablePlan.Job, OptionalDouble> perRun = new LinkedHashMap<>();
    Map<TablePlan.Job, Integer> runs = new LinkedHashMap<>();
    pending.forEach(id -> runs.merge(plan.job(id), 1, Integer::sum));
    long end = System.nanoTime() + BUDGET_NANOS;
    for (TablePlan.Job job : spread(List.copyOf(runs.keySet()))) {
      if (System.nanoTime() < end) {
        perRun.put(job, secondsPerRun(runner, job));
      }
    }
    double sum = 0;
    int known = 0;
    int left = remaining;
    int timed = 0;
    for (Map.Entry<TablePlan.Job, OptionalDouble> row : perRun.entrySet()) {
      int n = runs.get(row.getKey());
      left -= n;
      if (row.getValue().isPresent()) {
        sum += row.getValue().getAsDouble() * n;
        known += n;
        timed++;
      }
    }
    return known == 0
        ? Optional.empty()
        : Optional.of(new TableTime(sum + sum / known * left, timed, runs.size()));
  }

  /** In an order whose beginning comes from all over the table: rows near each other are alike. */
  private static <T> List<T> spread(List<T> list) {
    Set<T> spread = new LinkedHashSet<>();
    for (int stride = Integer.highestOneBit(Math.max(1, list.size())); stride > 0; stride /= 2) {
      for (int i = 0; i < list.size(); i += stride) {
        spread.add(list.get(i));
      }
    }
    return List.copyOf(spread);
  }

  /** Empty where nothing is to be done, or the run would not get that far. */
  private static OptionalDouble secondsPerRun(Runner runner, TablePlan.Job job) {
    try {
      Explanation found =
          Explainer.explain(
              runner, job.row().config(), job.experiment().seeds().get(0), SECONDS_PER_ROW);
      Optional<Rehearsal> rehearsal = found.rehearsal();
      return rehearsal.isPresent()
          ? OptionalDouble.of(rehearsal.get().secondsPerRun())
          : OptionalDouble.empty();
    } catch (UserError | MissingDataException | NotApplicableException | RunFailure e) {
      return OptionalDouble.empty();
    }
  }
}
