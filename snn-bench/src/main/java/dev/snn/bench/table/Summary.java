package dev.snn.bench.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.bench.experiment.ExperimentFile;
import dev.snn.bench.stats.Moments;
import dev.snn.engine.record.RunRecord;
import dev.snn.engine.record.Status;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * One line of a table: the records of a row over its seeds.
 *
 * @param base name of the row without its place in a grid or its number in a sweep
 * @param status ok, partial, failed, skipped or n/a
 * @param n runs with results
 * @param scores "test/accuracy", "test@shuffled/accuracy", ... over seeds
 * @param units unit of each metric; what has none is a term of the loss
 * @param higher whether more of a metric is better
 * @param secondsPerEpoch NaN where a run did not have the machine to itself
 * @param efficiency means of activity and operations on the test split
 * @param swept options that a grid or a sweep gave values to, and these; empty where the runs
 *     differ in them
 * @param confusion of classes on the test split; null where there is none
 */
public record Summary(
    String experiment,
    String row,
    String base,
    String dataset,
    String status,
    int n,
    Map<String, Moments> scores,
    Map<String, String> units,
    Map<String, Boolean> higher,
    double spikes,
    double parameters,
    double secondsPerEpoch,
    Map<String, Double> efficiency,
    Map<String, JsonNode> swept,
    Confusion confusion) {

  /**
   * Of the records of one row.
   *
   * @param seeds number of seeds asked for
   */
  static Summary of(String experiment, String row, List<RunRecord> records, int seeds) {
    List<RunRecord> ok = records.stream().filter(r -> r.status() == Status.OK).toList();
    Map<String, List<Double>> values = new LinkedHashMap<>();
    Map<String, String> units = new LinkedHashMap<>();
    Map<String, Boolean> higher = new LinkedHashMap<>();
    for (RunRecord record : ok) {
      units.putAll(record.metricUnits());
      record
          .metricUnits()
          .keySet()
          .forEach(m -> record.higherIsBetter(m).ifPresent(up -> higher.put(m, up)));
      for (String variant : record.variants()) {
        record
            .finalScores(variant)
            .forEach(
                (name, value) ->
                    values
                        .computeIfAbsent(variant + "/" + name, key -> new ArrayList<>())
                        .add(value));
      }
    }
    Map<String, Moments> scores = new LinkedHashMap<>();
    values.forEach((name, list) -> scores.put(name, Moments.of(list)));
    return new Summary(
        experiment,
        row,
        base(row, records),
        records.get(0).dataset(),
        status(records, ok.size(), seeds),
        ok.size(),
        scores,
        units,
        higher,
        mean(ok, RunRecord::readoutSpikes),
        mean(ok, RunRecord::parameters),
        seconds(ok),
        efficiency(ok),
        swept(records),
        Confusion.of(ok));
  }

  /**
   * With the place of its row in a grid.
   *
   * @param place null for a row of no grid
   */
  Summary at(ExperimentFile.Cell place) {
    if (place == null) {
      return this;
    }
    Map<String, JsonNode> values = new LinkedHashMap<>(place.values());
    values.putAll(swept);
    return new Summary(
        experiment,
        row,
        place.row(),
        dataset,
        status,
        n,
        scores,
        units,
        higher,
        spikes,
        parameters,
        secondsPerEpoch,
        efficiency,
        values,
        confusion);
  }

  private static String base(String row, List<RunRecord> records) {
    int number = records.get(0).tree().path(RunRecord.SWEEP).path("candidate").asInt();
    String end = "#" + number;
    return number > 0 && row.endsWith(end) ? row.substring(0, row.length() - end.length()) : row;
  }

  /** Of runs that all had the machine to themselves. */
  private static double seconds(List<RunRecord> records) {
    return records.stream().allMatch(r -> r.secondsPerEpoch().isPresent())
        ? mean(records, RunRecord::secondsPerEpoch)
        : Double.NaN;
  }

  private static Map<String, Double> efficiency(List<RunRecord> records) {
    Map<String, List<Double>> values = new LinkedHashMap<>();
    for (RunRecord record : records) {
      record
          .efficiency()
          .forEach((name, x) -> values.computeIfAbsent(name, key -> new ArrayList<>()).add(x));
    }
    Map<String, Double> means = new LinkedHashMap<>();
    values.forEach((name, list) -> means.put(name, Moments.of(list).mean()));
    return means;
  }

  private static Map<String, JsonNode> swept(List<RunRecord> records) {
    List<JsonNode> values =
        records.stream()
            .map(record -> record.tree().path(RunRecord.SWEEP).path("values"))
            .distinct()
            .toList();
    return values.size() == 1 && values.get(0) instanceof ObjectNode one
        ? SweepTrace.columns(one)
        : Map.of();
  }

  private static String status(List<RunRecord> records, int ok, int seeds) {
    if (ok == seeds) {
      return "ok";
    }
    if (ok > 0) {
      return "partial";
    }
    for (Status status : List.of(Status.FAILED, Status.NOT_APPLICABLE)) {
      if (records.stream().anyMatch(r -> r.status() == status)) {
        return status.text();
      }
    }
    return Status.SKIPPED.text();
  }

  private static double mean(List<RunRecord> records, Function<RunRecord, OptionalDouble> field) {
    List<Double> values = new ArrayList<>();
    for (RunRecord record : records) {
      field.apply(record).ifPresent(values::add);
    }
    return Moments.of(values).mean();
  }

  /** Mean and deviation of a score; NaN where it does not apply. */
  Moments score(String variant, String name) {
    return scores.getOrDefault(variant + "/" + name, new Moments(0, Double.NaN, Double.NaN));
  }
}
