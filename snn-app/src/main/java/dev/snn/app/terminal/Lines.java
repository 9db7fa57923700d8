package dev.snn.app.terminal;

import dev.snn.api.procedure.Epoch;
import dev.snn.engine.record.RunId;
import dev.snn.engine.record.RunRecord;
import dev.snn.engine.record.Status;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The lines of progress, the same with and without a bar. */
final class Lines {
  private final Map<RunId, Begun> begun = new HashMap<>();
  private final Set<String> said = new HashSet<>();
  private long tableStart;
  private int finished;
  private int latest;
  private int total;
  private String experiment;
  private boolean severalExperiments;

  private record Begun(int number, long nanos) {}

  /** A run begins. */
  void runStarted(RunId id, int number, int outOf) {
    long now = System.nanoTime();
    if (begun.isEmpty() && finished == 0) {
      tableStart = now;
    }
    begun.put(id, new Begun(number, now));
    latest = Math.max(latest, number);
    total = outOf;
    severalExperiments |= experiment != null && !experiment.equals(id.experiment());
    experiment = id.experiment();
  }

  /** "[3/18] vib, seed 1". */
  String head(RunId id) {
    String name = severalExperiments ? id.experiment() + ", " + id : id.toString();
    return total > 1 ? "[%d/%d] %s".formatted(begun.get(id).number(), total, name) : name;
  }

  /** One line for what the user should know; none where it was said already. */
  Optional<String> note(String text) {
    return said.add(text) ? Optional.of("note: " + text) : Optional.empty();
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
    String head = head(id);
    long start = begun.remove(id).nanos();
    finished++;
    if (total == 1 && record.status() != Status.OK) {
      return Optional.empty();
    }
    StringBuilder line = new StringBuilder(head);
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
    long now = System.nanoTime();
    line.append(", ").append(duration((now - start) * 1e-9));
    int left = total - latest + begun.size();
    if (left > 0) {
      double mean = (now - tableStart) * 1e-9 / finished;
      line.append("; about ").append(duration(mean * left)).append(" left");
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
