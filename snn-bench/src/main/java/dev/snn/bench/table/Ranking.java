package dev.snn.bench.table;

import dev.snn.bench.stats.Friedman;
import dev.snn.bench.stats.Moments;
import dev.snn.bench.table.TableManifest.Experiment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The rows that several experiments have in common, ranked by a metric in each of them: the
 * experiments are the blocks of Friedman's test, the mean over the seeds is the value of a block.
 *
 * @param experiments the blocks, by name
 * @param rows what is ranked
 * @param test empty ranks where nothing is; see {@link #nothing}
 * @param left experiments and rows that are left out, and why, as sentences
 * @param nothing why nothing is ranked, as a sentence; empty where something is
 */
public record Ranking(
    String metric,
    List<String> experiments,
    List<String> rows,
    Friedman test,
    List<String> left,
    String nothing) {

  /**
   * The rankings that experiments of a table ask for; a metric of one experiment alone has none.
   */
  static List<Ranking> of(List<Experiment> experiments, List<Summary> lines) {
    Map<String, List<String>> byMetric = new LinkedHashMap<>();
    for (Experiment experiment : experiments) {
      if (experiment.ranks() != null) {
        byMetric.computeIfAbsent(experiment.ranks(), m -> new ArrayList<>()).add(experiment.name());
      }
    }
    List<Ranking> rankings = new ArrayList<>();
    byMetric.forEach(
        (metric, names) -> {
          if (names.size() >= Friedman.BLOCKS) {
            rankings.add(of(metric, names, lines));
          }
        });
    return rankings;
  }

  /** By a metric over these experiments of a table, whether they ask for it or not. */
  public static Ranking of(String metric, List<String> names, Table table) {
    return of(metric, names, table.lines());
  }

  private static Ranking of(String metric, List<String> names, List<Summary> lines) {
    List<String> left = new ArrayList<>();
    Map<String, Map<String, Summary>> blocks = new LinkedHashMap<>();
    for (String name : names) {
      Map<String, Summary> own = new LinkedHashMap<>();
      lines.stream()
          .filter(line -> line.experiment().equals(name) && hasValue(line, metric))
          .forEach(line -> own.put(line.row(), line));
      if (own.isEmpty()) {
        left.add("%s is left out: no row has %s of all its seeds.".formatted(name, metric));
      } else {
        blocks.put(name, own);
      }
    }
    Set<String> all = new LinkedHashSet<>();
    blocks.values().forEach(own -> all.addAll(own.keySet()));
    List<String> rows = new ArrayList<>();
    List<String> others = new ArrayList<>();
    for (String row : all) {
      boolean inAll = blocks.values().stream().allMatch(own -> own.containsKey(row));
      (inAll ? rows : others).add(row);
    }
    if (!others.isEmpty()) {
      left.add(
          "Rows are left out that have no %s of all their seeds in some experiment: %s."
              .formatted(metric, String.join(", ", others)));
    }
    List<String> ranked = List.copyOf(blocks.keySet());
    if (ranked.size() < Friedman.BLOCKS || rows.size() < Friedman.TREATMENTS) {
      String nothing =
          "Ranks by %s need %d experiments or more with %d rows in common or more; there are %d with %d."
              .formatted(metric, Friedman.BLOCKS, Friedman.TREATMENTS, ranked.size(), rows.size());
      return new Ranking(metric, ranked, rows, null, left, nothing);
    }
    double[][] values = new double[ranked.size()][rows.size()];
    for (int i = 0; i < values.length; i++) {
      Map<String, Summary> own = blocks.get(ranked.get(i));
      Arrays.setAll(values[i], j -> own.get(rows.get(j)).score("test", metric).mean());
    }
    boolean higher = blocks.get(ranked.get(0)).get(rows.get(0)).higher().getOrDefault(metric, true);
    return new Ranking(metric, ranked, rows, Friedman.of(values, higher), left, "");
  }

  /** True where all seeds have the metric: of some runs a measure is not defined. */
  private static boolean hasValue(Summary line, String metric) {
    Moments score = line.score("test", metric);
    return line.status().equals("ok") && score.n() == line.n() && Double.isFinite(score.mean());
  }

  /** True where there are ranks. */
  public boolean isThere() {
    return nothing.isEmpty();
  }

  /** What is ranked, over what. */
  public String title() {
    return isThere()
        ? "Ranks of %d rows by %s over %d experiments, 1 is the best: %s"
            .formatted(rows.size(), metric, experiments.size(), String.join(", ", experiments))
        : "Ranks by " + metric;
  }

  /** The rows from the best average rank on. */
  public List<String> ordered() {
    return Arrays.stream(test.order()).mapToObj(rows::get).toList();
  }

  /** The average rank of each of {@link #ordered}. */
  public double[] averages() {
    return Arrays.stream(test.order()).mapToDouble(j -> test.ranks()[j]).toArray();
  }

  /** The tests, groups without a difference, and what is left out. */
  public List<String> sentences() {
    List<String> sentences = new ArrayList<>();
    if (isThere()) {
      int k = rows.size();
      int n = experiments.size();
      sentences.add(
          String.format(
              Locale.ROOT,
              "Friedman: chi2 = %.2f (%d degrees of freedom), p %s; Iman-Davenport: F = %.2f (%d,"
                  + " %d), p %s.",
              test.chi2(),
              k - 1,
              equal(test.p()),
              test.f(),
              k - 1,
              (k - 1) * (n - 1),
              equal(test.pf())));
      sentences.add(
          String.format(
              Locale.ROOT,
              "Nemenyi: average ranks that differ by %.2f or more differ at the level 0.05.",
              test.difference()));
      List<String> ordered = ordered();
      for (int[] group : test.groups()) {
        sentences.add(
            "No difference seen from %s to %s."
                .formatted(ordered.get(group[0]), ordered.get(group[1])));
      }
    } else {
      sentences.add(nothing);
    }
    sentences.addAll(left);
    return sentences;
  }

  private static String equal(double p) {
    String text = Figures.p(p);
    return text.startsWith("<") ? text : "= " + text;
  }

  /** The rows with their average ranks, rounded for people. */
  Grid grid() {
    List<String> ordered = ordered();
    double[] averages = averages();
    List<List<String>> lines = new ArrayList<>();
    for (int k = 0; k < averages.length; k++) {
      lines.add(List.of(ordered.get(k), Numbers.rounded(averages[k], 2)));
    }
    return new Grid(List.of("row", "average rank"), List.of(false, true), lines);
  }

  /** A line for each ranked row, unrounded. */
  public static TextTable csv(List<Ranking> rankings) {
    TextTable out =
        new TextTable(
            List.of(
                "metric",
                "row",
                "average_rank",
                "experiments",
                "chi2",
                "p_value",
                "f",
                "p_f",
                "critical_difference"));
    for (Ranking ranking : rankings) {
      if (ranking.isThere()) {
        Friedman test = ranking.test();
        List<String> ordered = ranking.ordered();
        double[] averages = ranking.averages();
        for (int k = 0; k < averages.length; k++) {
          out.lines()
              .add(
                  List.of(
                      ranking.metric(),
                      ordered.get(k),
                      Numbers.raw(averages[k]),
                      String.valueOf(test.blocks()),
                      Numbers.raw(test.chi2()),
                      Numbers.raw(test.p()),
                      Numbers.raw(test.f()),
                      Numbers.raw(test.pf()),
                      Numbers.raw(test.difference())));
        }
      }
    }
    return out;
  }
}
