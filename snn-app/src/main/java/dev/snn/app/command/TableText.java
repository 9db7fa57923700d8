package dev.snn.app.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.snn.app.terminal.Columns;
import dev.snn.bench.plan.TableResult;
import dev.snn.bench.stats.PairedT;
import dev.snn.bench.table.Comparisons;
import dev.snn.bench.table.TextWriters;
import dev.snn.engine.record.RunRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A table and its comparisons as they appear on a terminal. */
final class TableText {
  private TableText() {}

  static String of(TableResult result) {
    StringBuilder text = new StringBuilder(TextWriters.terminal(result.table()));
    if (!result.table().comparisons().isEmpty()) {
      text.append('\n').append(comparisons(result));
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
    return String.join("\n", notes) + "\n";
  }

  /** The last epoch of each pair; the file has all of them. */
  private static String comparisons(TableResult result) {
    Map<String, String> units = new TreeMap<>();
    result.records().forEach(record -> units.putAll(record.metricUnits()));
    boolean claims = result.table().comparisons().stream().anyMatch(line -> line.expect() != null);
    boolean several =
        result.table().comparisons().stream().map(Comparisons.Line::experiment).distinct().count()
            > 1;
    Columns columns = new Columns();
    add(
        columns,
        several ? "EXPERIMENT" : null,
        claims,
        List.of(
            "COMPARISON", "METRIC", "EPOCH", "n", "DIFFERENCE", "95 % INTERVAL", "p", "p (HOLM)"),
        "EXPECTED",
        "VERDICT");
    for (Comparisons.Line line : result.table().comparisons()) {
      if (isLast(line, result)) {
        boolean share = "fraction".equals(units.get(line.metric()));
        PairedT t = line.result();
        add(
            columns,
            several ? line.experiment() : null,
            claims,
            List.of(
                line.a() + " - " + line.b(),
                line.metric() + (share ? " %" : ""),
                String.valueOf(line.epoch()),
                String.valueOf(t.n()),
                Figures.signed(t.difference(), share),
                Figures.interval(t.low(), t.high(), share),
                Figures.p(t.p()),
                Figures.p(line.corrected())),
            line.expect() == null ? "" : line.expect().name().toLowerCase(Locale.ROOT),
            line.verdict());
      }
    }
    return columns.text();
  }

  private static void add(
      Columns columns,
      String experiment,
      boolean claims,
      List<String> cells,
      String expected,
      String verdict) {
    List<String> all = new ArrayList<>();
    if (experiment != null) {
      all.add(experiment);
    }
    all.addAll(cells);
    if (claims) {
      all.addAll(List.of(expected, verdict));
    }
    columns.add(all.toArray(String[]::new));
  }

  private static boolean isLast(Comparisons.Line line, TableResult result) {
    return result.table().comparisons().stream()
        .noneMatch(
            other ->
                other.experiment().equals(line.experiment())
                    && other.a().equals(line.a())
                    && other.b().equals(line.b())
                    && other.metric().equals(line.metric())
                    && other.epoch() > line.epoch());
  }
}
