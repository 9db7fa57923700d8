package dev.snn.app.command;

import dev.snn.app.terminal.Columns;
import dev.snn.engine.explain.Explanation;
import dev.snn.engine.explain.Rehearsal;
import java.util.Locale;

/** An {@link Explanation} as it appears on a terminal. */
final class ExplainText {
  private static final double MINUTE = 60;
  private static final double HOUR = 3600;
  private static final double MEGABYTE = 1e6;

  private ExplainText() {}

  /**
   * The text.
   *
   * @param head its first line
   * @param runs of the row
   */
  static String of(String head, Explanation e, int runs, int threads) {
    Columns stages = new Columns();
    stages.add("  PLACE", "PART", "OUTPUT", "PARAMETERS", "AT THE START");
    for (Explanation.Stage stage : e.stages()) {
      stages.add(
          "  " + stage.place(),
          stage.part(),
          stage.shape(),
          stage.parameters() < 0 ? "" : String.valueOf(stage.parameters()),
          stage.activity());
    }
    StringBuilder text = new StringBuilder(head + "\n" + stages.text());
    Columns costs = new Columns();
    if (e.memory() != null) {
      costs.add("  parameters", String.valueOf(e.parameters()));
      costs.add(
          "  memory",
          "about %s: parameters %s, a batch %s, data %s"
              .formatted(
                  bytes(e.memory().total()),
                  bytes(e.memory().parameters()),
                  bytes(e.memory().batch()),
                  bytes(e.memory().data())));
    }
    e.rehearsal().ifPresent(r -> costs.add("  time", time(r, runs, threads)));
    text.append(costs.text());
    e.notes().forEach(note -> text.append("  note: ").append(note).append('\n'));
    e.warnings().forEach(warning -> text.append("  warning: ").append(warning).append('\n'));
    return text.toString();
  }

  private static String time(Rehearsal r, int runs, int threads) {
    return "about %s per epoch, %s per run, %s for %d %s, with %d %s (estimate from %d %s)"
        .formatted(
            duration(r.secondsPerEpoch()),
            duration(r.secondsPerRun()),
            duration(r.secondsPerRun() * runs),
            runs,
            runs == 1 ? "run" : "runs",
            threads,
            threads == 1 ? "thread" : "threads",
            r.timed(),
            r.timed() == 1 ? "batch" : "batches");
  }

  /** "12 ms", "3.5 s", "40 s", "12 min", "5.1 h". */
  static String duration(double seconds) {
    if (seconds < 1) {
      return String.format(Locale.ROOT, "%.0f ms", seconds * 1000);
    }
    if (seconds < MINUTE) {
      return String.format(Locale.ROOT, seconds < 10 ? "%.1f s" : "%.0f s", seconds);
    }
    return seconds < HOUR
        ? String.format(Locale.ROOT, "%.0f min", seconds / MINUTE)
        : String.format(Locale.ROOT, "%.1f h", seconds / HOUR);
  }

  private static String bytes(long bytes) {
    double megabytes = bytes / MEGABYTE;
    return String.format(Locale.ROOT, megabytes < 10 ? "%.1f MB" : "%.0f MB", megabytes);
  }
}
