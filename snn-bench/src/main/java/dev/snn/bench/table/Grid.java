package dev.snn.bench.table;

import com.fasterxml.jackson.databind.JsonNode;
import dev.snn.bench.experiment.Paths;
import dev.snn.bench.stats.Moments;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A table rounded for people: headers and cells as text. Columns that are empty in every line are
 * left out.
 *
 * @param numeric true for columns to be set flush right
 */
record Grid(List<String> headers, List<Boolean> numeric, List<List<String>> lines) {

  static Grid of(Table table, String plusMinus) {
    Grid grid = new Grid(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    table.lines().forEach(line -> grid.lines.add(new ArrayList<>()));
    if (distinct(table, Summary::experiment) > 1) {
      grid.add(table, "experiment", false, Summary::experiment);
    }
    grid.add(table, "row", false, Summary::row);
    if (distinct(table, Summary::dataset) > 1) {
      grid.add(table, "data set", false, Summary::dataset);
    }
    for (String option : table.swept()) {
      grid.add(
          table,
          Paths.shortest(option, table.swept()),
          true,
          line -> value(line.swept().get(option)));
    }
    grid.add(table, "n", true, line -> String.valueOf(line.n()));
    for (String metric : table.metrics()) {
      boolean percent = table.isFraction(metric);
      String header = metric + (percent ? " %" : "");
      boolean first = metric.equals(table.metrics().get(0)) || !table.has("test", "accuracy");
      grid.add(table, header, true, line -> score(line, metric, percent, plusMinus, first));
      grid.add(
          table,
          "validation " + header,
          true,
          line -> mean(line.score("validation", metric), percent));
      grid.add(
          table,
          "shuffled " + header,
          true,
          line -> mean(line.score("test@shuffled", metric), percent));
    }
    grid.add(table, "spikes/example", true, line -> Numbers.rounded(line.spikes(), 1));
    table.terms().forEach(term -> grid.add(table, term, true, line -> term(line, term)));
    grid.add(table, "parameters", true, line -> Numbers.rounded(line.parameters(), 0));
    grid.add(table, "s/epoch", true, line -> Numbers.rounded(line.secondsPerEpoch(), 2));
    return grid;
  }

  private static long distinct(Table table, Function<Summary, String> field) {
    return table.lines().stream().map(field).distinct().count();
  }

  private static String value(JsonNode value) {
    return value != null && value.isFloatingPointNumber()
        ? Numbers.rounded(value.asDouble())
        : SweepTrace.text(value);
  }

  /** The status stands where the score would be. */
  private static String score(
      Summary line, String metric, boolean percent, String plusMinus, boolean showStatus) {
    Moments m = line.score("test", metric);
    if (m.n() == 0) {
      return showStatus && !line.status().equals("ok") ? line.status() : "";
    }
    String mean = mean(m, percent);
    String cell = Double.isNaN(m.sd()) ? mean : mean + plusMinus + mean(m.sd(), percent);
    return line.status().equals("partial") ? cell + " (partial)" : cell;
  }

  private static String mean(Moments m, boolean percent) {
    return mean(m.mean(), percent);
  }

  private static String mean(double value, boolean percent) {
    return percent ? Numbers.rounded(value * 100, 2) : Numbers.rounded(value);
  }

  private static String term(Summary line, String term) {
    return Numbers.rounded(line.score("test", term).mean());
  }

  private void add(Table table, String header, boolean right, Function<Summary, String> cell) {
    List<String> cells = table.lines().stream().map(cell).toList();
    if (cells.stream().allMatch(String::isEmpty)) {
      return;
    }
    headers.add(header);
    numeric.add(right);
    for (int i = 0; i < cells.size(); i++) {
      lines.get(i).add(cells.get(i));
    }
  }
}
