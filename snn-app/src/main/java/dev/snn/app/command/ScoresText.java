package dev.snn.app.command;

import dev.snn.app.terminal.Columns;
import dev.snn.engine.record.RunRecord;
import java.util.Locale;
import java.util.Map;

/** The scores of one run, to be read. */
final class ScoresText {
  private ScoresText() {}

  /** Title, row and seed, and a line for each score. */
  static String of(RunRecord record) {
    Columns columns = new Columns();
    Map<String, String> units = record.metricUnits();
    for (String variant : record.variants()) {
      record
          .finalScores(variant)
          .forEach((name, value) -> columns.add(variant, name, value(value, units.get(name))));
    }
    record.readoutSpikes().ifPresent(v -> columns.add("test", "spikes/example", rounded(v, 1)));
    record.parameters().ifPresent(v -> columns.add("model", "parameters", rounded(v, 0)));
    record.secondsPerEpoch().ifPresent(v -> columns.add("time", "s/epoch", rounded(v, 2)));
    return record.tree().path("title").asText() + "\n" + record.id() + "\n\n" + columns.text();
  }

  private static String value(double value, String unit) {
    if ("fraction".equals(unit)) {
      return rounded(value * 100, 2) + " %";
    }
    return rounded(value, 4) + (unit == null || unit.isBlank() ? "" : " " + unit);
  }

  private static String rounded(double value, int decimals) {
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }
}
