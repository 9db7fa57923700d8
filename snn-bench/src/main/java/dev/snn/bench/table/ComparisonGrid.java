package dev.snn.bench.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The comparisons of a table rounded for people: the last epoch of each pair, with further columns
 * where there are several experiments, claims, or claims within a margin.
 */
final class ComparisonGrid {
  private static final String P_EQUIVALENCE = "p (equivalence)";
  private static final int PERCENT = 100;
  private static final int USUAL = 4;

  private final Table table;
  private final boolean experiments;
  private final boolean claims;
  private final boolean margins;

  private ComparisonGrid(Table table) {
    List<Comparisons.Line> all = table.comparisons();
    this.table = table;
    this.experiments = all.stream().map(Comparisons.Line::experiment).distinct().count() > 1;
    this.claims = all.stream().anyMatch(line -> line.expect() != null);
    this.margins = all.stream().anyMatch(line -> !Double.isNaN(line.equivalence().margin()));
  }

  /** Of the last epoch of each pair. */
  static Grid of(Table table) {
    return of(table, 0);
  }

  /**
   * Of an epoch.
   *
   * @param epoch 0 for the last of each pair
   */
  static Grid of(Table table, int epoch) {
    ComparisonGrid grid = new ComparisonGrid(table);
    List<String> headers =
        grid.line(
            "experiment",
            List.of("comparison", "metric", "epoch", "n", "difference", "95 % interval"),
            List.of("p", "p (Holm)"),
            P_EQUIVALENCE,
            List.of("expected", "verdict", "rests on"));
    List<Boolean> numeric =
        headers.stream()
            .map(header -> List.of("epoch", "n", "difference").contains(header))
            .toList();
    List<Comparisons.Line> lines =
        epoch == 0
            ? last(table.comparisons())
            : table.comparisons().stream().filter(line -> line.epoch() == epoch).toList();
    return new Grid(headers, numeric, lines.stream().map(grid::line).toList());
  }

  private List<String> line(Comparisons.Line line) {
    boolean share = table.isFraction(line.metric());
    return line(
        line.experiment(),
        List.of(
            line.a() + " - " + line.b(),
            line.metric() + (share ? " %" : ""),
            String.valueOf(line.epoch()),
            String.valueOf(line.result().n()),
            Figures.signed(line.result().difference(), decimals(line, share), share),
            Figures.interval(
                line.result().low(), line.result().high(), decimals(line, share), share)),
        List.of(Figures.p(line.result().p()), Figures.p(line.corrected())),
        Double.isNaN(line.equivalence().margin()) ? "" : Figures.p(line.equivalence().p()),
        List.of(expected(line, share), line.verdict().text(), restsOn(line)));
  }

  private List<String> line(
      String experiment,
      List<String> result,
      List<String> probabilities,
      String equivalence,
      List<String> claim) {
    List<String> cells = new ArrayList<>();
    if (experiments) {
      cells.add(experiment);
    }
    cells.addAll(result);
    cells.addAll(probabilities);
    if (margins) {
      cells.add(equivalence);
    }
    if (claims) {
      cells.addAll(claim);
    }
    return cells;
  }

  /** Two digits of half the interval; of shares always two decimals of percent. */
  private static int decimals(Comparisons.Line line, boolean share) {
    double half = (line.result().high() - line.result().low()) / 2;
    return share ? 2 : Double.isFinite(half) && half > 0 ? Digits.decimals(half, 2) : USUAL;
  }

  private static String expected(Comparisons.Line line, boolean share) {
    if (line.expect() == null) {
      return "";
    }
    double margin = line.equivalence().margin();
    String expected = line.expect().name().toLowerCase(Locale.ROOT);
    return Double.isNaN(margin)
        ? expected
        : expected
            + " within "
            + (share ? Numbers.raw(margin * PERCENT) + " points" : Numbers.raw(margin));
  }

  private static String restsOn(Comparisons.Line line) {
    return line.verdict() == Verdict.NONE ? "" : line.isOfEquivalence() ? P_EQUIVALENCE : "raw p";
  }

  private static List<Comparisons.Line> last(List<Comparisons.Line> lines) {
    Map<List<String>, Integer> epochs = new HashMap<>();
    lines.forEach(line -> epochs.merge(pair(line), line.epoch(), Math::max));
    return lines.stream().filter(line -> line.epoch() == epochs.get(pair(line))).toList();
  }

  private static List<String> pair(Comparisons.Line line) {
    return List.of(line.experiment(), line.a(), line.b(), line.metric());
  }
}
