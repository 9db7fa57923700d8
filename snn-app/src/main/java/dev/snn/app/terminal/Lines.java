package dev.snn.app.terminal;

import dev.snn.api.procedure.Epoch;
import dev.snn.bench.record.RunId;
import dev.snn.bench.record.RunRecord;
import dev.snn.bench.record.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The lines of progress, the same with and without a bar. */
final class Lines {
  private long tableStart;
  private int first;
  private int number;
  private int total;
  private long runStart;
  private String experiment;
  private boolean severalExperiments;

  /** A run begins. */
  void runStarted(RunId id, int itsNumber, int outOf) {
    runStart = System.nanoTime();
    if (first == 0) {
      first = itsNumber;
      tableStart = runStart;
    }
    number = itsNumber;
    total = outOf;
    severalExperiments |= experiment != null && !experiment.equals(id.experiment());
    experiment = id.experiment();
  }

  /** "[3/18] vib, seed 1". */
  String head(RunId id) {
    String name = severalExperiments ? id.experiment() + ", " + id : id.toString();
    return total > 1 ? "[%d/%d] %s".formatted(number, total, name) : name;
  }

  /** One line for an epoch. */
  String epoch(RunId id, Epoch epoch) {
    List<String> facts = new ArrayList<>();
    if (Double.isFinite(epoch.trainLoss())) {
      facts.add("loss " + number(epoch.trainLoss()));
    }
    for (Map.Entry<String, Map<String, Double>> variant : epoch.scores().entrySet()) {
      variant.getValue().entrySet().stream()
          .findFirst()
          .ifPresent(
              s -> facts.add(variant.getKey() + " " + s.getKey() + " " + number(s.getValue())));
    }
    if (epoch.trainSeconds() + epoch.evaluateSeconds() > 0) {
      facts.add(duration(epoch.trainSeconds() + epoch.evaluateSeconds()));
    }
    return "%s, epoch %d: %s".formatted(head(id), epoch.number(), String.join(", ", facts));
  }

  /** One line for a run that is over; none where the command itself says why it did not go. */
  Optional<String> runFinished(RunId id, RunRecord record) {
    if (total == 1 && record.status() != Status.OK) {
      return Optional.empty();
    }
    StringBuilder line = new StringBuilder(head(id));
    line.append(": ").append(record.status().text());
    if (record.status() == Status.OK) {
      record.finalScores("test").entrySet().stream()
          .findFirst()
          .ifPresent(
              s ->
                  line.append(", test ")
                      .append(s.getKey())
                      .append(' ')
                      .append(number(s.getValue())));
    } else if (record.status() == Status.FAILED) {
      line.append(" (").append(record.error()).append(')');
    }
    line.append(", ").append(duration((System.nanoTime() - runStart) * 1e-9));
    if (number < total) {
      double mean = (System.nanoTime() - tableStart) * 1e-9 / (number - first + 1);
      line.append("; about ").append(duration(mean * (total - number))).append(" left");
    }
    return Optional.of(line.toString());
  }

  static String number(double value) {
    return String.format(Locale.ROOT, Math.abs(value) < 100 ? "%.4f" : "%.1f", value);
  }

  static String duration(double seconds) {
    if (seconds < 60) {
      return String.format(Locale.ROOT, "%.1f s", seconds);
    }
    long whole = Math.round(seconds);
    return whole < 3600
        ? "%d min %02d s".formatted(whole / 60, whole % 60)
        : "%d h %02d min".formatted(whole / 3600, whole % 3600 / 60);
  }
}
