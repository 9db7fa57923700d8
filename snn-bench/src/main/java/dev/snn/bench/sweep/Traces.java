package dev.snn.bench.sweep;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.bench.experiment.ExperimentFile;
import dev.snn.bench.experiment.ExperimentFile.Comparison;
import dev.snn.bench.experiment.ExperimentFile.Row;
import dev.snn.bench.experiment.Objective.Direction;
import dev.snn.bench.table.SweepTrace;
import dev.snn.engine.record.RunId;
import dev.snn.engine.record.RunRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What sweeps have found so far. */
public final class Traces {
  private Traces() {}

  /** The course of a sweep. */
  public static SweepTrace of(SweepState sweep, Map<RunId, RunRecord> results) {
    String metric = null;
    Direction direction = null;
    List<SweepTrace.Line> lines = new ArrayList<>();
    for (SweepState.Proposal proposal : sweep.proposals()) {
      Outcome outcome = new Outcome(sweep, proposal, results);
      if (outcome.isOver()) {
        metric = metric == null ? outcome.metric() : metric;
        direction = direction == null ? outcome.direction() : direction;
        ObjectNode origin = sweep.row().sweep().origin(proposal.number(), proposal.candidate());
        lines.add(
            new SweepTrace.Line(
                proposal.number(),
                outcome.status().text(),
                outcome.ok(),
                outcome.objective(),
                SweepTrace.columns((ObjectNode) origin.get("values"))));
      }
    }
    return new SweepTrace(
        sweep.experiment().name(),
        sweep.row().name(),
        sweep.row().sweep().searchName(),
        sweep.row().sweep().runs(),
        metric == null ? "" : metric,
        direction == Direction.MAXIMISE,
        lines);
  }

  /**
   * An experiment with the candidates so far in place of its swept rows. Comparisons with a swept
   * row become comparisons with its best candidate, by the objective on the validation split;
   * choices among rows become choices among all candidates with an objective.
   */
  public static ExperimentFile unfold(
      ExperimentFile experiment, List<SweepState> sweeps, Map<RunId, RunRecord> results) {
    List<Row> rows = new ArrayList<>();
    Map<String, List<String>> candidates = new LinkedHashMap<>();
    Map<String, String> best = new LinkedHashMap<>();
    for (Row row : experiment.rows()) {
      SweepState sweep = sweeps.stream().filter(s -> s.row() == row).findFirst().orElse(null);
      if (sweep == null) {
        rows.add(row);
      } else {
        rows.addAll(sweep.rows());
        SweepTrace trace = of(sweep, results);
        SweepTrace.Line line = trace.best();
        best.put(row.name(), line == null ? null : row.name() + "#" + line.number());
        candidates.put(
            row.name(),
            trace.lines().stream()
                .filter(l -> Double.isFinite(l.objective()))
                .map(l -> row.name() + "#" + l.number())
                .toList());
      }
    }
    return new ExperimentFile(
        experiment.name(),
        experiment.title(),
        experiment.citation(),
        experiment.seeds(),
        rows,
        select(experiment.select(), candidates),
        experiment.compare().stream().map(c -> with(c, best)).filter(Objects::nonNull).toList());
  }

  private static Map<String, List<String>> select(
      Map<String, List<String>> choices, Map<String, List<String>> candidates) {
    Map<String, List<String>> unfolded = new LinkedHashMap<>();
    choices.forEach(
        (name, rows) -> {
          List<String> all =
              rows.stream()
                  .flatMap(row -> candidates.getOrDefault(row, List.of(row)).stream())
                  .toList();
          if (!all.isEmpty()) {
            unfolded.put(name, all);
          }
        });
    return unfolded;
  }

  private static Comparison with(Comparison c, Map<String, String> best) {
    String a = side(c.a(), best);
    String b = side(c.b(), best);
    return a == null || b == null ? null : new Comparison(a, b, c.metric(), c.expect(), c.margin());
  }

  private static String side(String side, Map<String, String> best) {
    int at = side.indexOf('@');
    String row = at < 0 ? side : side.substring(0, at);
    if (!best.containsKey(row)) {
      return side;
    }
    return best.get(row) == null ? null : best.get(row) + side.substring(row.length());
  }
}
