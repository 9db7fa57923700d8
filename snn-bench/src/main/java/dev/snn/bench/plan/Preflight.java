package dev.snn.bench.plan;

import com.fasterxml.jackson.databind.JsonNode;
import dev.snn.api.plugin.UserError;
import dev.snn.api.procedure.Decisions;
import dev.snn.api.search.Candidate;
import dev.snn.bench.experiment.ExperimentFile;
import dev.snn.bench.experiment.ExperimentFile.Comparison;
import dev.snn.bench.experiment.ExperimentFile.Row;
import dev.snn.engine.config.RunConfig;
import dev.snn.engine.error.Hint;
import dev.snn.engine.record.RunRecord;
import dev.snn.engine.record.Status;
import dev.snn.engine.run.Runner;
import java.util.List;
import java.util.Set;

/** Makes the parts of rows, so that wrong input shows before anything is trained. */
public final class Preflight {
  private final Runner runner;

  /** With a runner. */
  public Preflight(Runner runner) {
    this.runner = runner;
  }

  /**
   * What is known of a row.
   *
   * @param parameters of the largest network; 0 where there is none
   * @param missing true where the data are not at hand
   */
  public record Findings(long parameters, boolean missing) {}

  /** Checks a row; of one that is swept, candidates at the ends of its space. */
  public Findings of(ExperimentFile experiment, Row row) {
    try {
      List<RunConfig> configs =
          row.sweep() == null
              ? List.of(row.config())
              : row.sweep().probes().stream().map(probe -> config(row, probe)).toList();
      List<RunRecord> drafts = configs.stream().map(runner::check).toList();
      if (row.sweep() != null) {
        drafts.stream()
            .filter(draft -> draft.status() == Status.OK)
            .forEach(draft -> requireObjective(draft, row.sweep().objective().metric()));
      }
      drafts.forEach(draft -> requireMargins(experiment, draft));
      drafts.forEach(draft -> requireDecisions(experiment, row, draft));
      return new Findings(
          (long) drafts.stream().mapToDouble(d -> d.parameters().orElse(0)).max().orElse(0),
          drafts.stream().allMatch(draft -> draft.status() == Status.SKIPPED));
    } catch (UserError e) {
      throw e.in("experiment '" + experiment.name() + "', row '" + row.name() + "'");
    }
  }

  /** One point of percent is 0.01: a margin of 1 would call everything the same. */
  private static void requireMargins(ExperimentFile experiment, RunRecord draft) {
    for (Comparison pair : experiment.compare()) {
      if (pair.margin() >= 1 && "fraction".equals(draft.metricUnits().get(pair.metric()))) {
        throw new UserError(
            "compare, '%s' and '%s': '%s' is a fraction, so its margin must be below 1 (0.01 is one point of percent), got %s."
                .formatted(
                    pair.a(),
                    pair.b(),
                    pair.metric(),
                    Double.toString(pair.margin()).replaceFirst("\\.0$", "")));
      }
    }
  }

  private static void requireDecisions(ExperimentFile experiment, Row row, RunRecord draft) {
    long samples = draft.tree().path("dataset").path("test").asLong();
    for (Comparison pair : experiment.compare()) {
      boolean own = row.isOf(pair.a()) || row.isOf(pair.b());
      if (pair.isOfDecisions() && own && samples > Decisions.MOST) {
        throw new UserError(
            "compare, '%s' and '%s': the decisions of at most %,d test samples are recorded for 'test: mcnemar', and '%s' has %,d. Set dataset.test."
                .formatted(pair.a(), pair.b(), Decisions.MOST, draft.dataset(), samples));
      }
    }
  }

  private static RunConfig config(Row row, Candidate probe) {
    return row.sweep().config(probe);
  }

  private static void requireObjective(RunRecord draft, String metric) {
    Set<String> names = draft.metricUnits().keySet();
    if (metric != null && !names.contains(metric)) {
      throw new UserError(
          "sweep.objective: no metric or measure named '%s'.%s Valid: %s."
              .formatted(metric, Hint.didYouMean(metric, names), names));
    }
    JsonNode validation = draft.tree().path("dataset").path("validation");
    if (validation.isNumber() && validation.asLong() == 0) {
      throw new UserError(
          "sweep: the objective needs a validation split, and '%s' has none. Set dataset.validation."
              .formatted(draft.dataset()));
    }
  }
}
