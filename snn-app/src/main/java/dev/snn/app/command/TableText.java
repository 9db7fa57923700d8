package dev.snn.app.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.snn.app.terminal.Columns;
import dev.snn.bench.plan.TableResult;
import dev.snn.bench.table.DecisionTests;
import dev.snn.bench.table.Ranking;
import dev.snn.bench.table.TextWriters;
import dev.snn.engine.record.RunRecord;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A table and its comparisons as they appear on a terminal. */
final class TableText {
  private TableText() {}

  static String of(TableResult result) {
    StringBuilder text = new StringBuilder(TextWriters.terminal(result.table()));
    if (!result.table().comparisons().isEmpty()) {
      text.append('\n').append(comparisons(result));
    }
    DecisionTests decisions = result.table().decisions();
    if (!decisions.lines().isEmpty()) {
      text.append('\n').append(aligned(TextWriters.decisions(result.table())));
    }
    if (!decisions.left().isEmpty()) {
      text.append('\n').append(String.join("\n", decisions.left())).append('\n');
    }
    for (Ranking ranking : result.table().rankings()) {
      text.append('\n').append(ranking.title()).append('\n');
      if (ranking.isThere()) {
        text.append(aligned(TextWriters.ranks(ranking)));
      }
      ranking.sentences().forEach(sentence -> text.append(sentence).append('\n'));
    }
    if (!result.table().sweeps().isEmpty()) {
      text.append('\n').append(SweepText.of(result));
    }
    text.append('\n').append(notes(result));
    return text.toString();
  }

  /** Why the first failed run of each row failed. */
  private static Collection<String> failures(TableResult result) {
    Map<String, String> byRow = new LinkedHashMap<>();
    for (RunRecord record : result.failed()) {
      byRow.putIfAbsent(
          record.id().experiment() + "/" + record.id().row(),
          "%s failed: %s, seed %d"
              .formatted(record.id().row(), record.error(), record.id().seed()));
    }
    return byRow.values();
  }

  /** What the numbers stand for. */
  private static String notes(TableResult result) {
    Set<String> notes = new LinkedHashSet<>(failures(result));
    for (RunRecord record : result.records()) {
      JsonNode data = record.tree().path("dataset");
      if (data.has("train")) {
        notes.add(
            String.format(
                Locale.ROOT,
                "%s: %,d training, %,d validation, %,d test examples",
                record.dataset(),
                data.path("train").asLong(),
                data.path("validation").asLong(),
                data.path("test").asLong()));
      }
    }
    notes.add("mean \u00b1 standard deviation over n seeds, on the test split at the end");
    if (result.table().hasClaims()) {
      notes.add(TextWriters.RESTS_ON);
    }
    if (!result.table().decisions().lines().isEmpty()) {
      notes.add(DecisionTests.NOTE);
    }
    return String.join("\n", notes) + "\n";
  }

  /** The last epoch of each pair; the file has all of them. */
  private static String comparisons(TableResult result) {
    return aligned(TextWriters.comparisons(result.table()));
  }

  private static String aligned(List<List<String>> lines) {
    Columns columns = new Columns();
    lines.forEach(line -> columns.add(line.toArray(String[]::new)));
    return columns.text();
  }
}
