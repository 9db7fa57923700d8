package dev.snn.bench.table;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What {@code sweep.csv} holds: a line for each candidate, in the order in which they were
 * proposed.
 */
public final class SweepWriter {
  private SweepWriter() {}

  /** A line for each candidate that is over. */
  public static TextTable of(List<SweepTrace> sweeps) {
    Set<String> options = new LinkedHashSet<>();
    sweeps.forEach(s -> s.lines().forEach(line -> options.addAll(line.values().keySet())));
    List<String> header = new ArrayList<>(SweepTrace.COLUMNS);
    header.addAll(options);
    TextTable out = new TextTable(header);
    for (SweepTrace sweep : sweeps) {
      SweepTrace.Line best = null;
      for (SweepTrace.Line line : sweep.lines()) {
        if (Double.isFinite(line.objective()) && (best == null || sweep.isBetter(line, best))) {
          best = line;
        }
        List<String> cells =
            new ArrayList<>(
                List.of(
                    sweep.experiment(),
                    sweep.row(),
                    sweep.search(),
                    String.valueOf(line.number()),
                    line.status(),
                    String.valueOf(line.n()),
                    sweep.metric(),
                    direction(sweep),
                    Numbers.raw(line.objective()),
                    best == null ? "" : Numbers.raw(best.objective())));
        Map<String, String> values = line.texts();
        options.forEach(option -> cells.add(values.getOrDefault(option, "")));
        out.lines().add(cells);
      }
    }
    return out;
  }

  /** Empty while no run has told which metric it is. */
  private static String direction(SweepTrace sweep) {
    return sweep.metric().isEmpty() ? "" : sweep.maximise() ? "maximise" : "minimise";
  }
}
