package dev.snn.bench.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.bench.experiment.ExperimentFile;
import dev.snn.engine.record.RunRecord;
import dev.snn.engine.record.Status;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Rows that are chosen by validation: for each seed the run of the candidate with the best
 * validation score at its end (of the first metric; the first candidate of several equal ones). In
 * cross-validation that is a choice of its own for each fold, which never sees the test fold.
 */
final class Selections {
  private Selections() {}

  /** The runs chosen, under the names of the selections. */
  static List<RunRecord> of(ExperimentFile experiment, List<RunRecord> records) {
    List<RunRecord> chosen = new ArrayList<>();
    for (Map.Entry<String, List<String>> selection : experiment.select().entrySet()) {
      for (long seed : experiment.seeds()) {
        List<RunRecord> runs =
            records.stream()
                .filter(r -> selection.getValue().contains(r.id().row()) && r.id().seed() == seed)
                .sorted(Comparator.comparing(r -> selection.getValue().indexOf(r.id().row())))
                .toList();
        List<RunRecord> candidates =
            runs.stream()
                .filter(r -> r.status() == Status.OK && !r.finalScores("validation").isEmpty())
                .toList();
        long impossible = runs.stream().filter(r -> r.status() == Status.NOT_APPLICABLE).count();
        // A candidate that is missing might have been the best.
        boolean complete = candidates.size() + impossible == selection.getValue().size();
        if (complete && !candidates.isEmpty()) {
          chosen.add(named(best(candidates), selection.getKey()));
        }
      }
    }
    return chosen;
  }

  private static RunRecord best(List<RunRecord> candidates) {
    JsonNode metric = candidates.get(0).tree().path("metrics").path(0);
    String name = metric.path("name").asText();
    double sign = metric.path("higher_is_better").asBoolean(true) ? 1 : -1;
    RunRecord best = candidates.get(0);
    for (RunRecord candidate : candidates) {
      if (sign * score(candidate, name) > sign * score(best, name)) {
        best = candidate;
      }
    }
    return best;
  }

  private static double score(RunRecord record, String metric) {
    return record.finalScores("validation").getOrDefault(metric, Double.NaN);
  }

  private static RunRecord named(RunRecord record, String row) {
    ObjectNode tree = record.tree().deepCopy();
    tree.put("row", row);
    return new RunRecord(tree);
  }
}
