package dev.snn.bench.table;

import com.fasterxml.jackson.databind.JsonNode;
import dev.snn.bench.experiment.Paths;
import dev.snn.bench.stats.Moments;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** All columns that a table has for people, in their usual order. */
final class Columns {
  private final Table table;
  private final List<Summary> lines;
  private final List<Column> columns = new ArrayList<>();

  private Columns(Table table, List<Summary> lines) {
    this.table = table;
    this.lines = lines;
  }

  /**
   * The columns of some lines of a table.
   *
   * @param apart true to show the name of a row without its place in a grid, which has columns of
   *     its own
   */
  static List<Column> of(Table table, List<Summary> lines, boolean apart) {
    return new Columns(table, lines).all(apart);
  }

  private List<Column> all(boolean apart) {
    text("experiment", distinct(Summary::experiment) > 1, Summary::experiment);
    text("row", true, apart ? this::base : Summary::row);
    text("data set", distinct(Summary::dataset) > 1, Summary::dataset);
    for (String option : table.swept()) {
      String name = Paths.shortest(option, table.swept());
      boolean numbers = lines.stream().allMatch(line -> isNumber(line.swept().get(option)));
      add(name, name, numbers, true, line -> value(line.swept().get(option)));
    }
    add("n", "n", true, true, line -> String.valueOf(line.n()));
    table.metrics().forEach(this::metric);
    fixed("spikes/example", 1, true, Summary::spikes);
    table.terms().forEach(this::term);
    fixed("parameters", 0, true, Summary::parameters);
    fixed("s/epoch", 2, true, Summary::secondsPerEpoch);
    CsvWriter.EFFICIENCY.forEach(this::efficiency);
    return columns;
  }

  /** A name without the grid, where columns tell its rows apart. */
  private String base(Summary line) {
    return line.swept().isEmpty() || line.row().contains("#") ? line.row() : line.base();
  }

  private long distinct(Function<Summary, String> field) {
    return lines.stream().map(field).distinct().count();
  }

  private void metric(String metric) {
    boolean percent = table.isFraction(metric);
    String unit = percent ? " %" : "";
    boolean first = metric.equals(table.metrics().get(0)) || !table.has("test", "accuracy");
    List<Moments> scores = lines.stream().map(line -> line.score("test", metric)).toList();
    Digits digits = percent ? Digits.percent() : Digits.of(scores);
    columns.add(
        new Column(
            metric,
            metric + unit,
            true,
            true,
            lines.stream().map(line -> score(line, metric, digits, first)).toList(),
            best(metric, scores, digits)));
    for (String variant : List.of("validation", "test@shuffled")) {
      String name = variant.replace("test@", "") + " " + metric;
      List<Moments> own = lines.stream().map(line -> line.score(variant, metric)).toList();
      Digits as = percent || hasValue(scores) ? digits : Digits.of(own);
      add(name, name + unit, true, true, line -> as.text(line.score(variant, metric).mean()));
    }
  }

  private static boolean hasValue(List<Moments> scores) {
    return scores.stream().anyMatch(score -> score.n() > 0);
  }

  /** The status stands where the score would be. */
  private static String score(Summary line, String metric, Digits digits, boolean showStatus) {
    Moments score = line.score("test", metric);
    if (score.n() == 0) {
      return showStatus && !line.status().equals("ok") ? line.status() : "";
    }
    String cell = digits.text(score);
    return line.status().equals("partial") ? cell + " (partial)" : cell;
  }

  /** Of at least two values the best, and what is shown as the same number. */
  private Set<Integer> best(String metric, List<Moments> scores, Digits digits) {
    Set<Integer> best = new HashSet<>();
    Boolean higher = table.higherIsBetter(metric);
    double[] values =
        scores.stream().mapToDouble(Moments::mean).filter(Double::isFinite).sorted().toArray();
    if (higher != null && values.length > 1) {
      String shown = digits.text(higher ? values[values.length - 1] : values[0]);
      for (int k = 0; k < scores.size(); k++) {
        if (digits.text(scores.get(k).mean()).equals(shown)) {
          best.add(k);
        }
      }
    }
    return best;
  }

  private void term(String term) {
    Digits digits = Digits.of(lines.stream().map(line -> plain(line.score("test", term))).toList());
    add(term, term, true, true, line -> digits.text(line.score("test", term).mean()));
  }

  private static Moments plain(Moments score) {
    return new Moments(score.n(), score.mean(), Double.NaN);
  }

  private void efficiency(String name) {
    ToDoubleFunction<Summary> value = line -> line.efficiency().getOrDefault(name, Double.NaN);
    Digits digits =
        Digits.of(
            lines.stream()
                .map(line -> new Moments(1, value.applyAsDouble(line), Double.NaN))
                .toList());
    add(name, name, true, false, line -> digits.text(value.applyAsDouble(line)));
  }

  private void fixed(String name, int decimals, boolean usual, ToDoubleFunction<Summary> value) {
    add(name, name, true, usual, line -> Numbers.rounded(value.applyAsDouble(line), decimals));
  }

  private void text(String name, boolean usual, Function<Summary, String> cell) {
    add(name, name, false, usual, cell);
  }

  private void add(
      String name, String header, boolean numeric, boolean usual, Function<Summary, String> cell) {
    columns.add(
        new Column(name, header, numeric, usual, lines.stream().map(cell).toList(), Set.of()));
  }

  private static boolean isNumber(JsonNode value) {
    return value == null || value.isNumber();
  }

  private static String value(JsonNode value) {
    return value != null && value.isFloatingPointNumber()
        ? Numbers.shortened(value.asDouble())
        : SweepTrace.text(value);
  }
}
