package dev.snn.bench.table;

import dev.snn.api.procedure.Decisions;
import dev.snn.bench.experiment.ExperimentFile.Comparison;
import dev.snn.bench.stats.Holm;
import dev.snn.bench.stats.McNemar;
import dev.snn.engine.record.RunRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * McNemar's tests of pairs of rows, a line for each seed that both have: over all samples of the
 * test split, and in windows that follow each other without overlap; what is left behind the last
 * whole window is in none. Holm's correction runs over the pairs of one seed.
 *
 * @param lines in the order of the pairs
 * @param left pairs and seeds that are left out, and why, as sentences
 */
public record DecisionTests(List<Line> lines, List<String> left) {
  /** What the numbers are, in words. */
  public static final String NOTE =
      "McNemar: b only the first is right, c only the second; chi2 with continuity correction,"
          + " exact where b + c < 25; 'better' is the share of windows in which one is, at the"
          + " level 0.05";

  private static final int PERCENT = 100;

  /**
   * One pair and seed.
   *
   * @param samples that both predicted
   * @param all over all of them
   * @param corrected p after Holm's correction
   * @param window samples of each window
   * @param windows number of whole windows
   * @param firstBetter windows in which a is significantly better
   * @param secondBetter windows in which b is significantly better
   */
  public record Line(
      String experiment,
      String a,
      String b,
      String dataset,
      long seed,
      int samples,
      McNemar all,
      double corrected,
      int window,
      int windows,
      int firstBetter,
      int secondBetter) {

    private double share(int count) {
      return windows == 0 ? Double.NaN : (double) count / windows;
    }

    private Line with(double correctedP) {
      return new Line(
          experiment,
          a,
          b,
          dataset,
          seed,
          samples,
          all,
          correctedP,
          window,
          windows,
          firstBetter,
          secondBetter);
    }
  }

  private record Field(String name, Function<Line, String> cell) {}

  private static final List<Field> CSV =
      List.of(
          new Field("a", Line::a),
          new Field("b", Line::b),
          new Field("dataset", Line::dataset),
          new Field("seed", line -> String.valueOf(line.seed())),
          new Field("samples", line -> String.valueOf(line.samples())),
          new Field("only_a_right", line -> String.valueOf(line.all().b())),
          new Field("only_b_right", line -> String.valueOf(line.all().c())),
          new Field("chi2", line -> Numbers.raw(line.all().chi2())),
          new Field("p_value", line -> Numbers.raw(line.all().p())),
          new Field("test", line -> line.all().isExact() ? "mcnemar-exact" : "mcnemar"),
          new Field("p_holm", line -> Numbers.raw(line.corrected())),
          new Field("window", line -> String.valueOf(line.window())),
          new Field("windows", line -> String.valueOf(line.windows())),
          new Field("a_better", line -> Numbers.raw(line.share(line.firstBetter()))),
          new Field("b_better", line -> Numbers.raw(line.share(line.secondBetter()))),
          new Field("experiment", Line::experiment));

  static DecisionTests of(String experiment, List<Comparison> pairs, ExperimentRecords records) {
    List<Line> lines = new ArrayList<>();
    List<String> left = new ArrayList<>();
    Map<Long, List<Integer>> bySeed = new LinkedHashMap<>();
    for (Comparison pair : pairs) {
      if (!pair.isOfDecisions()) {
        continue;
      }
      Map<String, List<Long>> seedsByReason = new LinkedHashMap<>();
      DecisionPair.of(pair, records)
          .forEach(
              (seed, runs) -> {
                String why = runs.whyNot();
                if (why.isEmpty()) {
                  bySeed.computeIfAbsent(seed, key -> new ArrayList<>()).add(lines.size());
                  lines.add(line(experiment, pair, runs.first(), runs.second()));
                } else {
                  seedsByReason.computeIfAbsent(why, key -> new ArrayList<>()).add(seed);
                }
              });
      seedsByReason.forEach((why, seeds) -> left.add(sentence(pair, seeds, why)));
    }
    bySeed.values().forEach(indices -> correct(lines, indices));
    return new DecisionTests(lines, left);
  }

  /** Of several experiments. */
  static DecisionTests of(List<DecisionTests> each) {
    return new DecisionTests(
        each.stream().flatMap(tests -> tests.lines().stream()).toList(),
        each.stream().flatMap(tests -> tests.left().stream()).toList());
  }

  /** True where no pair was to be compared so. */
  public boolean isEmpty() {
    return lines.isEmpty() && left.isEmpty();
  }

  /** What the numbers are, and what is left out. */
  public List<String> sentences() {
    List<String> sentences = new ArrayList<>(left);
    if (!lines.isEmpty()) {
      sentences.add(NOTE + ".");
    }
    return sentences;
  }

  private static String sentence(Comparison pair, List<Long> seeds, String why) {
    return "Left out: %s - %s, seed%s %s: %s."
        .formatted(
            pair.a(),
            pair.b(),
            seeds.size() > 1 ? "s" : "",
            seeds.stream().map(String::valueOf).collect(Collectors.joining(", ")),
            why);
  }

  private static Line line(String experiment, Comparison pair, RunRecord first, RunRecord second) {
    Decisions a = first.decisions().orElseThrow();
    Decisions b = second.decisions().orElseThrow();
    int samples = a.size();
    long onlyA = 0;
    long onlyB = 0;
    int inWindowA = 0;
    int inWindowB = 0;
    int windows = 0;
    int firstBetter = 0;
    int secondBetter = 0;
    for (int k = 0; k < samples; k++) {
      boolean isA = a.isRight(k) && !b.isRight(k);
      boolean isB = b.isRight(k) && !a.isRight(k);
      inWindowA += isA ? 1 : 0;
      inWindowB += isB ? 1 : 0;
      onlyA += isA ? 1 : 0;
      onlyB += isB ? 1 : 0;
      if ((k + 1) % pair.window() == 0) {
        McNemar test = McNemar.of(inWindowA, inWindowB);
        windows++;
        firstBetter += test.isFirstBetter() ? 1 : 0;
        secondBetter += test.isSecondBetter() ? 1 : 0;
        inWindowA = 0;
        inWindowB = 0;
      }
    }
    return new Line(
        experiment,
        pair.a(),
        pair.b(),
        first.dataset(),
        first.id().seed(),
        samples,
        McNemar.of(onlyA, onlyB),
        Double.NaN,
        pair.window(),
        windows,
        firstBetter,
        secondBetter);
  }

  private static void correct(List<Line> lines, List<Integer> indices) {
    double[] corrected =
        Holm.correct(indices.stream().mapToDouble(i -> lines.get(i).all().p()).toArray());
    for (int k = 0; k < corrected.length; k++) {
      lines.set(indices.get(k), lines.get(indices.get(k)).with(corrected[k]));
    }
  }

  /** A line for each pair and seed, unrounded. */
  public static TextTable csv(List<Line> lines) {
    TextTable out = new TextTable(CSV.stream().map(Field::name).toList());
    for (Line line : lines) {
      out.lines().add(CSV.stream().map(field -> field.cell().apply(line)).toList());
    }
    return out;
  }

  /** Rounded for people; several experiments and several seeds have a column. */
  static Grid grid(Table table) {
    List<Line> lines = table.decisions().lines();
    List<Field> fields = new ArrayList<>();
    if (lines.stream().map(Line::experiment).distinct().count() > 1) {
      fields.add(new Field("experiment", Line::experiment));
    }
    fields.add(new Field("comparison", line -> line.a() + " - " + line.b()));
    if (lines.stream().map(Line::seed).distinct().count() > 1) {
      fields.add(new Field("seed", line -> String.valueOf(line.seed())));
    }
    fields.add(new Field("samples", line -> String.valueOf(line.samples())));
    fields.add(new Field("b", line -> String.valueOf(line.all().b())));
    fields.add(new Field("c", line -> String.valueOf(line.all().c())));
    fields.add(
        new Field(
            "chi2",
            line -> line.all().isExact() ? "exact" : Numbers.rounded(line.all().chi2(), 2)));
    fields.add(new Field("p", line -> Figures.p(line.all().p())));
    fields.add(new Field("p (Holm)", line -> Figures.p(line.corrected())));
    fields.add(new Field("windows", line -> line.windows() + " of " + line.window()));
    fields.add(new Field("first better %", line -> percent(line, line.firstBetter())));
    fields.add(new Field("second better %", line -> percent(line, line.secondBetter())));
    List<String> headers = fields.stream().map(Field::name).toList();
    List<String> texts = List.of("experiment", "comparison", "windows", "p", "p (Holm)");
    return new Grid(
        headers,
        headers.stream().map(header -> !texts.contains(header)).toList(),
        lines.stream()
            .map(line -> fields.stream().map(field -> field.cell().apply(line)).toList())
            .toList());
  }

  private static String percent(Line line, int count) {
    double share = line.share(count);
    return Double.isNaN(share) ? "-" : Numbers.rounded(PERCENT * share, 1);
  }
}
