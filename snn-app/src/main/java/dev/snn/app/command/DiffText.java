package dev.snn.app.command;

import dev.snn.app.terminal.Columns;
import dev.snn.bench.diff.Contrast;
import dev.snn.bench.diff.Diff;
import dev.snn.bench.diff.RowDiff;
import dev.snn.bench.stats.Moments;
import dev.snn.bench.table.Figures;
import dev.snn.engine.error.Shown;
import dev.snn.engine.record.RecordDiff;
import dev.snn.engine.record.RunRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A {@link Diff} as it appears on a terminal. */
final class DiffText {
  private static final int PERCENT = 100;
  private static final String NOTHING = "  none\n";

  private DiffText() {}

  static String of(Diff diff, Path a, Path b) {
    StringBuilder text = new StringBuilder();
    text.append("A: ").append(source(a, diff.a())).append('\n');
    text.append("B: ").append(source(b, diff.b())).append('\n');
    only(text, "only in A: ", diff.onlyA());
    only(text, "only in B: ", diff.onlyB());
    text.append("\nConfiguration\n").append(configuration(diff));
    text.append("\nOutcome\n").append(outcomes(diff));
    text.append("\nMachine and program\n").append(lines(diff.environment(), "  "));
    return text.toString();
  }

  private static String source(Path path, List<RunRecord> records) {
    if (records.size() == 1) {
      return path + " (" + records.get(0).id() + ")";
    }
    long rows = records.stream().map(r -> r.id().row()).distinct().count();
    return "%s (%s, %s)"
        .formatted(path, Shown.count(rows, "row"), Shown.count(records.size(), "record"));
  }

  private static void only(StringBuilder text, String what, List<String> rows) {
    if (!rows.isEmpty()) {
      text.append(what).append(String.join(", ", rows)).append('\n');
    }
  }

  /** Rows with the same changes stand together. */
  private static String configuration(Diff diff) {
    Map<List<RecordDiff.Line>, List<String>> groups = new LinkedHashMap<>();
    for (RowDiff row : diff.rows()) {
      if (!row.config().isEmpty()) {
        groups.computeIfAbsent(row.config(), key -> new ArrayList<>()).add(row.row());
      }
    }
    StringBuilder text = new StringBuilder();
    groups.forEach(
        (changes, rows) -> {
          boolean all = rows.size() == diff.rows().size();
          String who = rows.size() == 1 ? "row " : "rows ";
          if (diff.rows().size() > 1) {
            text.append("  ").append(all ? "all rows" : who + String.join(", ", rows)).append('\n');
          }
          text.append(lines(changes, diff.rows().size() > 1 ? "    " : "  "));
        });
    return text.isEmpty() ? NOTHING : text.toString();
  }

  private static String lines(List<RecordDiff.Line> lines, String margin) {
    Columns columns = new Columns();
    lines.forEach(
        line -> columns.add(margin + line.field(), line.before() + " -> " + line.after()));
    return lines.isEmpty() ? NOTHING : columns.text();
  }

  private static String outcomes(Diff diff) {
    boolean tested =
        diff.rows().stream().flatMap(r -> r.outcomes().stream()).anyMatch(c -> !c.test().isEmpty());
    Columns columns = new Columns();
    add(
        columns,
        tested,
        List.of("  ROW", "NUMBER", "A", "B", "B - A"),
        List.of("95 % INTERVAL", "p", "TEST"));
    int count = 0;
    for (RowDiff row : diff.rows()) {
      if (!row.statusA().equals(row.statusB())) {
        columns.add("  " + row.row(), "runs", row.statusA(), row.statusB());
        count++;
      }
      for (Contrast c : row.outcomes()) {
        boolean share = "fraction".equals(c.unit());
        add(
            columns,
            tested,
            List.of(
                "  " + row.row(),
                c.name() + (share ? " %" : ""),
                value(c.a(), share),
                value(c.b(), share),
                difference(c, share)),
            List.of(
                Figures.interval(c.low(), c.high(), share),
                Figures.p(c.p()),
                c.test().isEmpty() ? "-" : c.test()));
        count++;
      }
    }
    return count == 0 ? NOTHING : columns.text();
  }

  /** Whole numbers, such as parameters, are shown as such. */
  private static String difference(Contrast c, boolean share) {
    boolean whole = !share && isWhole(c.a().mean()) && isWhole(c.b().mean());
    if (c.difference() == 0) {
      return "0";
    }
    return whole
        ? String.format(Locale.ROOT, "%+.0f", c.difference())
        : Figures.signed(c.difference(), share);
  }

  private static boolean isWhole(double value) {
    return value == Math.rint(value);
  }

  private static void add(
      Columns columns, boolean tested, List<String> cells, List<String> ofTest) {
    List<String> all = new ArrayList<>(cells);
    if (tested) {
      all.addAll(ofTest);
    }
    columns.add(all.toArray(String[]::new));
  }

  private static String value(Moments m, boolean share) {
    double scale = share ? PERCENT : 1;
    int decimals = share ? 2 : isWhole(m.mean()) ? 0 : 4;
    String mean = String.format(Locale.ROOT, "%." + decimals + "f", m.mean() * scale);
    if (m.n() < 2) {
      return mean;
    }
    return mean + String.format(Locale.ROOT, " \u00b1 %." + decimals + "f", m.sd() * scale);
  }
}
