package dev.snn.bench.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.bench.experiment.ExperimentFile.Comparison;
import dev.snn.bench.experiment.Objective.Direction;
import dev.snn.bench.table.TableManifest.Experiment;
import dev.snn.bench.table.TableManifest.Sweep;
import dev.snn.engine.record.RunRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What the sweeps of an experiment have found so far. */
final class SweepTraces {
  private final Map<String, SweepTrace> traces = new LinkedHashMap<>();

  SweepTraces(Experiment experiment, ExperimentRecords records) {
    for (Sweep sweep : experiment.sweeps()) {
      traces.put(sweep.row(), trace(experiment, sweep, records));
    }
  }

  private static SweepTrace trace(Experiment experiment, Sweep sweep, ExperimentRecords records) {
    String metric = null;
    Direction direction = null;
    List<SweepTrace.Line> lines = new ArrayList<>();
    for (int number = 1; number <= sweep.runs(); number++) {
      if (!isProposed(experiment, sweep, number)) {
        continue;
      }
      ObjectNode impossible = sweep.impossible().get(number);
      List<RunRecord> own = records.of(name(sweep.row(), number));
      CandidateOutcome outcome =
          new CandidateOutcome(
              sweep.objective(), experiment.seeds().size(), impossible == null, own);
      if (outcome.isOver()) {
        metric = metric == null ? outcome.metric() : metric;
        direction = direction == null ? outcome.direction() : direction;
        JsonNode values =
            impossible != null ? impossible : own.get(0).tree().path(RunRecord.SWEEP).get("values");
        lines.add(
            new SweepTrace.Line(
                number,
                outcome.status().text(),
                outcome.ok(),
                outcome.value(),
                values instanceof ObjectNode node ? SweepTrace.columns(node) : Map.of()));
      }
    }
    return new SweepTrace(
        experiment.name(),
        sweep.row(),
        sweep.search(),
        sweep.runs(),
        metric == null ? "" : metric,
        direction == Direction.MAXIMISE,
        lines);
  }

  private static boolean isProposed(Experiment experiment, Sweep sweep, int number) {
    return experiment.rows().containsKey(name(sweep.row(), number))
        || sweep.impossible().containsKey(number);
  }

  private static String name(String row, int number) {
    return row + "#" + number;
  }

  /** The course of each sweep. */
  List<SweepTrace> all() {
    return List.copyOf(traces.values());
  }

  /** Choices among swept rows as choices among all candidates with an objective. */
  Map<String, List<String>> unfold(Map<String, List<String>> choices) {
    Map<String, List<String>> unfolded = new LinkedHashMap<>();
    choices.forEach(
        (name, rows) -> {
          List<String> all = rows.stream().flatMap(row -> candidates(row).stream()).toList();
          if (!all.isEmpty()) {
            unfolded.put(name, all);
          }
        });
    return unfolded;
  }

  private List<String> candidates(String row) {
    return !traces.containsKey(row)
        ? List.of(row)
        : traces.get(row).lines().stream()
            .filter(line -> Double.isFinite(line.objective()))
            .map(line -> name(row, line.number()))
            .toList();
  }

  /**
   * Comparisons with a swept row as comparisons with its best candidate, by the objective on the
   * validation split.
   */
  List<Comparison> unfold(List<Comparison> pairs) {
    return pairs.stream().map(this::unfold).filter(Objects::nonNull).toList();
  }

  private Comparison unfold(Comparison c) {
    String a = side(c.a());
    String b = side(c.b());
    return a == null || b == null ? null : c.of(a, b);
  }

  private String side(String side) {
    int at = side.indexOf('@');
    String row = at < 0 ? side : side.substring(0, at);
    if (!traces.containsKey(row)) {
      return side;
    }
    SweepTrace.Line best = traces.get(row).best();
    return best == null ? null : name(row, best.number()) + side.substring(row.length());
  }
}
