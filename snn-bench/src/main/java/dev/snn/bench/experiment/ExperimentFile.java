package dev.snn.bench.experiment;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.api.plugin.UserError;
import dev.snn.engine.config.RunConfig;
import dev.snn.engine.error.Hint;
import java.util.List;
import java.util.Map;

/**
 * An experiment: rows x seeds.
 *
 * @param name the file's name without its ending
 * @param title for tables
 * @param citation DOI or arXiv number; may be empty
 * @param seeds one run per row and seed
 * @param rows configurations to compare
 * @param select rows that are chosen anew for each seed: a name, and the candidates, of which the
 *     one with the best validation score stands for it
 * @param compare pairs to test
 * @param figures of the table
 * @param ranks metric or measure by which the rows are ranked over all experiments of a table that
 *     name it; null for none
 */
public record ExperimentFile(
    String name,
    String title,
    String citation,
    List<Long> seeds,
    List<Row> rows,
    Map<String, List<String>> select,
    List<Comparison> compare,
    List<Figure> figures,
    String ranks) {

  /**
   * A configuration by name.
   *
   * @param config of a row that is swept, that of a candidate in the middle of its space
   * @param sweep what the row stands for; null where it is one configuration
   * @param candidate of a candidate of a sweep, what {@link Sweep#origin} says of it; else null
   * @param cell of a row of a grid, its place; else null
   */
  public record Row(String name, RunConfig config, Sweep sweep, ObjectNode candidate, Cell cell) {

    /** A row that is one configuration. */
    public Row(String name, RunConfig config) {
      this(name, config, null, null, null);
    }

    /** True for the row of this name, and for those of its grid. */
    public boolean isOf(String rowName) {
      return name.equals(rowName) || cell != null && cell.row().equals(rowName);
    }
  }

  /**
   * A place in a grid.
   *
   * @param row the row that has the grid
   * @param values of the grid's options, by path
   */
  public record Cell(String row, Map<String, JsonNode> values) {}

  /**
   * A pair of rows, each possibly with {@code @shuffled} behind its name.
   *
   * @param metric the only metric or measure to compare; null for all
   * @param expect what a claim says of a minus b; null where nothing is claimed
   * @param margin up to where a difference counts as none, above 0, in the unit of the metric (a
   *     fraction where it is a fraction); only beside {@link Expectation#SAME}; NaN where none is
   *     stated
   * @param test null for the paired t-test
   * @param window of {@link Test#MCNEMAR}, samples of each window that is tested by itself; else 0
   */
  public record Comparison(
      String a,
      String b,
      String metric,
      Expectation expect,
      double margin,
      @JsonInclude(JsonInclude.Include.NON_NULL) Test test,
      @JsonInclude(JsonInclude.Include.NON_DEFAULT) int window) {

    /** A pair compared by the paired t-test. */
    public Comparison(String a, String b, String metric, Expectation expect, double margin) {
      this(a, b, metric, expect, margin, null, 0);
    }

    /** A pair compared in every metric. */
    public Comparison(String a, String b) {
      this(a, b, null, null, Double.NaN);
    }

    /** The same of other rows. */
    public Comparison of(String otherA, String otherB) {
      return new Comparison(otherA, otherB, metric, expect, margin, test, window);
    }

    /** True where the decisions on single samples are compared, not scores over seeds. */
    @JsonIgnore
    public boolean isOfDecisions() {
      return test == Test.MCNEMAR;
    }
  }

  /** How two rows are compared, where that is not the paired t-test over seeds. */
  public enum Test {
    /** McNemar's test of the decisions on single samples, for each seed by itself. */
    MCNEMAR
  }

  /** Where a claim expects the first of two rows. */
  public enum Expectation {
    /** Above the second. */
    ABOVE,
    /** Below the second. */
    BELOW,
    /** As the second, within a margin. */
    SAME
  }

  /**
   * A column of the table against another, a point for each row, a curve for each grid.
   *
   * @param x name of a column of {@code table.csv}, of a score without {@code _mean}
   * @param y another one
   * @param log axes that are logarithmic; null for none
   * @param whole a row; a row without x is at its number of parameters over that of this one. Null
   *     where rows without x are left out
   * @param curves names of curves and the rows of each, for rows that no grid holds together
   */
  public record Figure(
      String x, String y, Axes log, String whole, Map<String, List<String>> curves) {
    /** What is not there is empty. */
    public Figure {
      curves = curves == null ? Map.of() : curves;
    }
  }

  /** Axes of a figure. */
  public enum Axes {
    /** The horizontal one. */
    X,
    /** The vertical one. */
    Y,
    /** Both. */
    XY
  }

  /** With other seeds. */
  public ExperimentFile withSeeds(List<Long> others) {
    return new ExperimentFile(name, title, citation, others, rows, select, compare, figures, ranks);
  }

  /** The row with this name, or null. */
  public Row row(String rowName) {
    return rows.stream().filter(r -> r.name().equals(rowName)).findFirst().orElse(null);
  }

  /**
   * The row with this name; an unknown one is the user's error.
   *
   * @param rowName may be null where there is one row only
   */
  public Row choose(String rowName) {
    List<String> names = rowNames();
    if (rowName == null && names.size() == 1) {
      return rows.get(0);
    }
    if (rowName == null) {
      throw new UserError(
          "experiment '%s' has several rows. Choose one with --row: %s.".formatted(name, names));
    }
    Row chosen = row(rowName);
    if (chosen == null) {
      throw new UserError(
          "experiment '%s' has no row '%s'.%s Rows: %s."
              .formatted(name, rowName, Hint.didYouMean(rowName, names), names));
    }
    return chosen;
  }

  /** The names of all rows. */
  public List<String> rowNames() {
    return rows.stream().map(Row::name).toList();
  }
}
