package dev.snn.bench.table;

import dev.snn.bench.experiment.ExperimentFile;
import dev.snn.bench.experiment.ExperimentFile.Expectation;
import dev.snn.bench.stats.Holm;
import dev.snn.bench.stats.PairedT;
import dev.snn.bench.stats.Tost;
import dev.snn.engine.record.RunRecord;
import dev.snn.engine.record.Status;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Pairs of rows, compared over the seeds both have: one line for each metric and each epoch at
 * which both have test scores. Holm's correction runs over the pairs of one metric and epoch: these
 * are the tests a reader looks at together, and the epochs of one run are no independent questions.
 */
public final class Comparisons {
  private static final String SHUFFLED = "@shuffled";

  private Comparisons() {}

  /**
   * One comparison.
   *
   * @param result of a minus b, in the unit of the metric
   * @param corrected p after Holm's correction
   * @param expect what is claimed of the difference; null where nothing is
   * @param equivalence within the margin of a claim that both are the same; without margin and p
   *     where none is stated
   */
  public record Line(
      String experiment,
      String a,
      String b,
      String dataset,
      String metric,
      int epoch,
      PairedT result,
      double corrected,
      Expectation expect,
      Tost equivalence) {

    /** What it says of the claim. */
    public Verdict verdict() {
      return Verdict.of(expect, result, equivalence);
    }

    /** True where the verdict rests on the p of equivalence, not on that of the difference. */
    public boolean isOfEquivalence() {
      return verdict() != Verdict.NONE && !Double.isNaN(equivalence.p());
    }
  }

  static List<Line> of(
      String experiment, List<ExperimentFile.Comparison> pairs, ExperimentRecords records) {
    List<Line> lines = new ArrayList<>();
    Map<String, List<Integer>> tests = new LinkedHashMap<>();
    for (ExperimentFile.Comparison pair : pairs) {
      if (pair.isOfDecisions()) {
        continue;
      }
      List<RunRecord> a = records(records, pair.a());
      List<RunRecord> b = records(records, pair.b());
      if (a.isEmpty() || b.isEmpty()) {
        continue;
      }
      for (String metric : a.get(0).metricUnits().keySet()) {
        if (pair.metric() != null && !pair.metric().equals(metric)) {
          continue;
        }
        differences(a, pair.a(), b, pair.b(), metric)
            .forEach(
                (epoch, values) -> {
                  tests
                      .computeIfAbsent(metric + "/" + epoch, key -> new ArrayList<>())
                      .add(lines.size());
                  lines.add(
                      new Line(
                          experiment,
                          pair.a(),
                          pair.b(),
                          a.get(0).dataset(),
                          metric,
                          epoch,
                          PairedT.of(values),
                          Double.NaN,
                          pair.expect(),
                          Tost.of(values, pair.margin())));
                });
      }
    }
    tests.values().forEach(indices -> correct(lines, indices));
    return lines;
  }

  private static void correct(List<Line> lines, List<Integer> indices) {
    double[] raw = indices.stream().mapToDouble(i -> lines.get(i).result().p()).toArray();
    double[] corrected = Holm.correct(raw);
    for (int k = 0; k < raw.length; k++) {
      Line line = lines.get(indices.get(k));
      lines.set(
          indices.get(k),
          new Line(
              line.experiment(),
              line.a(),
              line.b(),
              line.dataset(),
              line.metric(),
              line.epoch(),
              line.result(),
              corrected[k],
              line.expect(),
              line.equivalence()));
    }
  }

  private static List<RunRecord> records(ExperimentRecords records, String side) {
    return records.of(side.replace(SHUFFLED, "")).stream()
        .filter(r -> r.status() == Status.OK)
        .toList();
  }

  /** Differences over seeds, by epoch. */
  private static Map<Integer, List<Double>> differences(
      List<RunRecord> a, String sideA, List<RunRecord> b, String sideB, String metric) {
    Map<Integer, List<Double>> byEpoch = new TreeMap<>();
    Map<Long, RunRecord> bySeed = new HashMap<>();
    b.forEach(record -> bySeed.put(record.id().seed(), record));
    for (RunRecord one : a) {
      RunRecord other = bySeed.get(one.id().seed());
      if (other != null) {
        Map<Integer, Map<String, Double>> scoresB = other.scoresByEpoch(variant(sideB));
        one.scoresByEpoch(variant(sideA))
            .forEach(
                (epoch, scores) -> {
                  Double x = scores.get(metric);
                  Double y = scoresB.getOrDefault(epoch, Map.of()).get(metric);
                  if (x != null && y != null) {
                    byEpoch.computeIfAbsent(epoch, key -> new ArrayList<>()).add(x - y);
                  }
                });
      }
    }
    return byEpoch;
  }

  private static String variant(String side) {
    return side.endsWith(SHUFFLED) ? "test" + SHUFFLED : "test";
  }
}
