package dev.snn.app.command;

import dev.snn.bench.plan.TableResult;
import dev.snn.bench.table.SweepTrace;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the sweeps of a table have found, a line for each. */
final class SweepText {
  private SweepText() {}

  static String of(TableResult result) {
    Map<String, String> units = new TreeMap<>();
    result.records().forEach(record -> units.putAll(record.metricUnits()));
    return result.table().sweeps().stream()
        .map(sweep -> line(sweep, units) + "\n")
        .collect(Collectors.joining());
  }

  private static String line(SweepTrace sweep, Map<String, String> units) {
    SweepTrace.Line best = sweep.best();
    String tried =
        sweep.lines().size() < sweep.runs()
            ? "%d of %d".formatted(sweep.lines().size(), sweep.runs())
            : String.valueOf(sweep.runs());
    if (best == null) {
      return "%s: none of %s candidates (%s) has a result"
          .formatted(sweep.row(), tried, sweep.search());
    }
    boolean share = "fraction".equals(units.get(sweep.metric()));
    String value =
        share
            ? String.format(Locale.ROOT, "%.2f %%", best.objective() * 100)
            : String.format(Locale.ROOT, "%.4f", best.objective());
    return "%s: the best of %s candidates (%s) is %s#%d, validation %s %s, with %s"
        .formatted(
            sweep.row(),
            tried,
            sweep.search(),
            sweep.row(),
            best.number(),
            sweep.metric(),
            value,
            best.texts().entrySet().stream()
                .map(e -> e.getKey() + " = " + e.getValue())
                .collect(Collectors.joining(", ")));
  }
}
