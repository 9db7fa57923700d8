package dev.snn.app.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.app.terminal.Columns;
import dev.snn.bench.speed.SpeedReport;
import dev.snn.bench.speed.SpeedRow;
import java.util.Locale;

/** A speed report as it appears on a terminal. */
final class BenchText {
  private BenchText() {}

  static String of(SpeedReport report) {
    Columns columns = new Columns();
    columns.add(
        "WORKLOAD",
        "PHASE",
        "BACKEND",
        "THREADS",
        "MEDIAN ms",
        "MIN ms",
        "P90 ms",
        "EXAMPLES/s",
        "SPIKES/s",
        "PEER/OURS");
    for (SpeedRow row : report.rows()) {
      columns.add(
          row.text("workload"),
          row.text("phase"),
          row.text("backend"),
          row.text("threads"),
          rounded(row.number("median_ms"), 2),
          rounded(row.number("min_ms"), 2),
          rounded(row.number("p90_ms"), 2),
          rounded(row.number("examples_per_s"), 0),
          String.format(Locale.ROOT, "%.3g", row.number("spikes_per_s")),
          comparison(row));
    }
    return machine(report.machine()) + "\n\n" + columns.text();
  }

  private static String comparison(SpeedRow row) {
    String verdict = row.text("comparison");
    double ratio = row.number("ratio");
    return Double.isNaN(ratio) ? verdict : String.format(Locale.ROOT, "%.2f x", ratio);
  }

  private static String machine(ObjectNode machine) {
    return "%s, %d cores; %s; Java %s; snn %s"
        .formatted(
            machine.path("cpu").asText(),
            machine.path("cores").asInt(),
            machine.path("os").asText(),
            machine.path("jdk").asText(),
            machine.path("snn_version").asText());
  }

  private static String rounded(double value, int decimals) {
    return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%." + decimals + "f", value);
  }
}
