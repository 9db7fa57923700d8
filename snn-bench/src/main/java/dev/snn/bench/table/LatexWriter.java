package dev.snn.bench.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Tables for a paper: a float in the style of booktabs, with caption and label. The best value of
 * each score is bold; names of rows and their places in a grid have columns of their own.
 */
public final class LatexWriter {
  private static final Pattern NEGATIVE = Pattern.compile("(?<![\\w.])-(?=\\d)");
  private static final String NOTE = "Mean and standard deviation over $n$ seeds, test split.";
  private static final String COMPARISON_NOTE =
      "Paired over seeds, two-sided $t$ tests, 95\\,\\% intervals.";

  private LatexWriter() {}

  /**
   * What stands around a table.
   *
   * @param caption plain text; null for the titles of the experiments and what the numbers are
   * @param label null for {@code tab:} and the names of the experiments
   */
  public record Frame(String caption, String label) {
    /** Titles and names of the experiments. */
    public static final Frame USUAL = new Frame(null, null);
  }

  /** The rows. */
  public static String table(Table table, Choice choice, Frame frame) {
    return framed(Grid.apart(table, choice), table, NOTE, "", frame);
  }

  /** The comparisons, the last epoch of each pair. */
  public static String comparisons(Table table, Frame frame) {
    String note = COMPARISON_NOTE + (table.hasClaims() ? " " + sentence(TextWriters.RESTS_ON) : "");
    return framed(ComparisonGrid.of(table), table, note, "-comparisons", frame);
  }

  private static String sentence(String text) {
    return escaped(text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1)) + ".";
  }

  private static String framed(Grid grid, Table table, String note, String end, Frame frame) {
    String titles =
        table.titles().stream().map(LatexWriter::escaped).collect(Collectors.joining("; "));
    String caption =
        frame.caption() != null
            ? escaped(frame.caption())
            : titles + (titles.endsWith(".") ? " " : ". ") + note;
    String label =
        frame.label() != null ? frame.label() : "tab:" + String.join("-", names(table)) + end;
    StringBuilder out = new StringBuilder();
    out.append("% needs \\usepackage{booktabs}\n\\begin{table}\n\\centering\n");
    out.append("\\caption{").append(caption).append("}\n");
    out.append("\\label{").append(label.replaceAll("[^A-Za-z0-9:._+-]", "-")).append("}\n");
    tabular(out, grid);
    return out.append("\\end{table}\n").toString();
  }

  private static List<String> names(Table table) {
    return table.lines().stream().map(Summary::experiment).distinct().toList();
  }

  private static void tabular(StringBuilder out, Grid grid) {
    String columns =
        grid.numeric().stream().map(right -> right ? "r" : "l").collect(Collectors.joining());
    out.append("\\begin{tabular}{").append(columns).append("}\n\\toprule\n");
    out.append(grid.headers().stream().map(LatexWriter::escaped).collect(Collectors.joining(" & ")))
        .append(" \\\\\n\\midrule\n");
    for (int k = 0; k < grid.lines().size(); k++) {
      List<String> cells = new ArrayList<>();
      for (int c = 0; c < grid.headers().size(); c++) {
        String cell = number(grid.lines().get(k).get(c));
        cells.add(grid.best().contains(new Grid.Place(k, c)) ? bold(cell) : cell);
      }
      out.append(grid.groups().contains(k) ? "\\midrule\n" : "");
      out.append(String.join(" & ", cells)).append(" \\\\\n");
    }
    out.append("\\bottomrule\n\\end{tabular}\n");
  }

  /** Bold, the deviation as it was. */
  private static String bold(String cell) {
    int spread = cell.indexOf(" $\\pm$");
    return spread < 0
        ? "\\textbf{" + cell + "}"
        : "\\textbf{" + cell.substring(0, spread) + "}" + cell.substring(spread);
  }

  /** A cell with its signs in mathematics. */
  private static String number(String cell) {
    return NEGATIVE.matcher(escaped(cell)).replaceAll("\\$-\\$").replace("\u00b1", "$\\pm$");
  }

  /** Text that means nothing to LaTeX but itself. */
  static String escaped(String text) {
    StringBuilder out = new StringBuilder();
    for (char c : text.toCharArray()) {
      switch (c) {
        case '%', '&', '#', '_', '{', '}', '$' -> out.append('\\').append(c);
        case '\\' -> out.append("\\textbackslash{}");
        case '~' -> out.append("\\textasciitilde{}");
        case '^' -> out.append("\\textasciicircum{}");
        case '<', '>' -> out.append('$').append(c).append('$');
        default -> out.append(c);
      }
    }
    return out.toString();
  }
}
