package dev.snn.bench.diff;

import dev.snn.engine.record.RecordDiff;
import dev.snn.engine.record.RunRecord;
import dev.snn.engine.record.Status;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A row of A and a row of B.
 *
 * @param row its name
 * @param config options that differ, by key with dots; and the data set where its files differ
 * @param outcomes numbers that both rows have, at the end of the runs
 * @param statusA how its runs ended: "3 ok"
 * @param statusB the same of B
 */
public record RowDiff(
    String row,
    List<RecordDiff.Line> config,
    List<Contrast> outcomes,
    String statusA,
    String statusB) {
  private static final String CONFIG = "config.";
  private static final String FRACTION = "fraction";

  /**
   * Compares the records of two rows.
   *
   * @param variants of the scores, such as "test"
   */
  static RowDiff of(String row, List<RunRecord> a, List<RunRecord> b, List<String> variants) {
    return new RowDiff(
        row, config(a.get(0), b.get(0)), outcomes(a, b, variants), status(a), status(b));
  }

  private static List<RecordDiff.Line> config(RunRecord a, RunRecord b) {
    List<RecordDiff.Line> lines = new ArrayList<>();
    for (RecordDiff.Line line : RecordDiff.of(a, b).differences()) {
      String field = line.field();
      if (field.startsWith(CONFIG)) {
        lines.add(
            new RecordDiff.Line(field.substring(CONFIG.length()), line.before(), line.after()));
      } else if (field.startsWith("dataset.version") || field.startsWith("dataset.checksums")) {
        lines.add(line);
      }
    }
    return lines;
  }

  private static String status(List<RunRecord> records) {
    Map<String, Long> counts =
        records.stream()
            .collect(
                Collectors.groupingBy(
                    r -> r.status().text(), LinkedHashMap::new, Collectors.counting()));
    return counts.entrySet().stream()
        .map(e -> e.getValue() + " " + e.getKey())
        .collect(Collectors.joining(", "));
  }

  private static List<Contrast> outcomes(
      List<RunRecord> a, List<RunRecord> b, List<String> variants) {
    Map<String, String> units = new LinkedHashMap<>();
    a.forEach(r -> units.putAll(r.metricUnits()));
    b.forEach(r -> units.putAll(r.metricUnits()));
    List<Contrast> all = new ArrayList<>();
    for (String variant : variants) {
      String where = variant.equals("test") ? "" : " (" + variant.replace("test@", "") + ")";
      Set<String> names = new LinkedHashSet<>();
      a.forEach(r -> names.addAll(r.finalScores(variant).keySet()));
      for (String name : names) {
        Function<RunRecord, OptionalDouble> score = r -> number(r.finalScores(variant).get(name));
        add(all, name + where, units.getOrDefault(name, ""), values(a, score), values(b, score));
      }
    }
    addOf(all, "spikes/example", a, b, RunRecord::readoutSpikes);
    addOf(all, "parameters", a, b, RunRecord::parameters);
    Set<String> counts = new LinkedHashSet<>();
    a.forEach(r -> counts.addAll(r.efficiency().keySet()));
    for (String name : counts) {
      addOf(all, name, a, b, r -> number(r.efficiency().get(name)));
    }
    addOf(all, "s/epoch", a, b, RunRecord::secondsPerEpoch);
    return all;
  }

  private static OptionalDouble number(Double value) {
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  private static void addOf(
      List<Contrast> all,
      String name,
      List<RunRecord> a,
      List<RunRecord> b,
      Function<RunRecord, OptionalDouble> field) {
    add(all, name, "", values(a, field), values(b, field));
  }

  private static void add(
      List<Contrast> all,
      String name,
      String unit,
      SortedMap<Long, Double> a,
      SortedMap<Long, Double> b) {
    if (!a.isEmpty() && !b.isEmpty()) {
      all.add(Contrast.of(name, FRACTION.equals(unit) ? unit : "", a, b));
    }
  }

  private static SortedMap<Long, Double> values(
      List<RunRecord> records, Function<RunRecord, OptionalDouble> field) {
    SortedMap<Long, Double> values = new TreeMap<>();
    for (RunRecord record : records) {
      if (record.status() == Status.OK) {
        field.apply(record).ifPresent(value -> values.put(record.id().seed(), value));
      }
    }
    return values;
  }
}
