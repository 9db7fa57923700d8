package dev.snn.bench.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.engine.record.RunRecord;
import dev.snn.engine.record.Status;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Rows that are chosen by validation: for each seed the run of the candidate with the best
 * validation score at its end (of the first metric; the first candidate of several equal ones). In
 * cross-validation that is a choice of its own for each fold, which never sees the test fold.
 */
final class Selections {
  private Selections() {}

  /**
   * The runs chosen, under the names of the selections.
   *
   * @param choices names of candidates by name of selection
   */
  static List<RunRecord> of(
      Map<String, List<String>> choices, List<Long> seeds, ExperimentRecords records) {
    List<RunRecord> chosen = new ArrayList<>();
    choices.forEach(
        (name, rows) -> {
          Map<Long, List<RunRecord>> bySeed = new HashMap<>();
          for (String row : rows) {
            for (RunRecord record : records.of(row)) {
              bySeed.computeIfAbsent(record.id().seed(), key -> new ArrayList<>()).add(record);
            }
          }
          for (long seed : seeds) {
            choose(bySeed.getOrDefault(seed, List.of()), rows.size())
                .ifPresent(record -> chosen.add(named(record, name)));
          }
        });
    return chosen;
  }

  private static Optional<RunRecord> choose(List<RunRecord> runs, int rows) {
    List<RunRecord> candidates =
        runs.stream()
            .filter(r -> r.status() == Status.OK && !r.finalScores("validation").isEmpty())
            .toList();
    long impossible = runs.stream().filter(r -> r.status() == Status.NOT_APPLICABLE).count();
    // A candidate that is missing might have been the best.
    boolean complete = candidates.size() + impossible == rows;
    return complete && !candidates.isEmpty() ? Optional.of(best(candidates)) : Optional.empty();
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
