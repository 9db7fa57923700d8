package dev.snn.bench.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Tables for people: terminal and Markdown. */
public final class TextWriters {
  /** What verdicts rest on, in words. */
  public static final String RESTS_ON =
      "verdicts rest on raw p at the level 0.05, not on Holm's; 'same' is confirmed by equivalence"
          + " within a margin only";

  private static final int LONG_HEADER = 13;
  private static final Pattern WORD = Pattern.compile("\\p{Alpha}{2,}");

  private TextWriters() {}

  /** Aligned columns for a terminal. */
  public static String terminal(Table table) {
    Grid grid = Grid.of(table, Choice.ALL);
    StringBuilder out = new StringBuilder();
    table.titles().forEach(title -> out.append(title).append('\n'));
    List<String> upper = grid.headers().stream().map(TextWriters::upper).toList();
    List<String> lower = grid.headers().stream().map(TextWriters::lower).toList();
    List<Integer> widths = widths(new Grid(upper, grid.numeric(), withLine(lower, grid.lines())));
    if (upper.stream().anyMatch(word -> !word.isEmpty())) {
      out.append(aligned(upper, grid, widths)).append('\n');
    }
    out.append(aligned(lower, grid, widths)).append('\n');
    out.append("-".repeat(widths.stream().mapToInt(w -> w + 2).sum() - 2)).append('\n');
    grid.lines().forEach(line -> out.append(aligned(line, grid, widths)).append('\n'));
    return out.toString();
  }

  /** "validation" of "validation accuracy %": long headers take two lines. */
  private static String upper(String header) {
    return header.substring(0, cut(header)).strip();
  }

  private static String lower(String header) {
    return header.substring(cut(header));
  }

  /** Where a header is cut: behind a space or a slash; a percent sign stays with its word. */
  private static int cut(String header) {
    int space = header.replace(" %", "_%").indexOf(' ');
    return header.length() < LONG_HEADER ? 0 : (space < 0 ? header.indexOf('/') : space) + 1;
  }

  private static List<List<String>> withLine(List<String> line, List<List<String>> lines) {
    List<List<String>> all = new ArrayList<>(lines);
    all.add(line);
    return all;
  }

  /** The comparisons for a terminal, the last epoch of each pair: headers, then lines of cells. */
  public static List<List<String>> comparisons(Table table) {
    return columns(ComparisonGrid.of(table));
  }

  /** McNemar's tests for a terminal: headers, then lines of cells. */
  public static List<List<String>> decisions(Table table) {
    return columns(DecisionTests.grid(table));
  }

  /** The average ranks for a terminal: headers, then lines of cells. */
  public static List<List<String>> ranks(Ranking ranking) {
    return columns(ranking.grid());
  }

  private static List<List<String>> columns(Grid grid) {
    List<List<String>> lines = new ArrayList<>();
    lines.add(grid.headers().stream().map(TextWriters::capitals).toList());
    lines.addAll(grid.lines());
    return lines;
  }

  /** "p (HOLM)" of "p (Holm)": words in capitals, symbols as they are. */
  private static String capitals(String header) {
    return WORD.matcher(header).replaceAll(word -> word.group().toUpperCase(Locale.ROOT));
  }

  /** A Markdown table under the titles; below it the last epoch of each comparison. */
  public static String markdown(Table table) {
    StringBuilder out = new StringBuilder();
    table.titles().forEach(title -> out.append("**").append(title).append("**\n\n"));
    markdown(out, Grid.of(table, Choice.ALL));
    if (!table.comparisons().isEmpty()) {
      markdown(out.append('\n'), ComparisonGrid.of(table));
    }
    if (table.hasClaims()) {
      out.append('\n').append(RESTS_ON).append(".\n");
    }
    if (!table.decisions().isEmpty()) {
      decisions(out.append('\n'), table);
    }
    for (Ranking ranking : table.rankings()) {
      out.append('\n').append(ranking.title()).append("\n\n");
      if (ranking.isThere()) {
        markdown(out, ranking.grid());
        out.append('\n');
      }
      ranking.sentences().forEach(sentence -> out.append(sentence).append("\n"));
    }
    return out.toString();
  }

  /** A part of a table in Markdown, without titles and comparisons. */
  public static String markdown(Table table, Choice choice) {
    StringBuilder out = new StringBuilder();
    markdown(out, Grid.of(table, choice));
    return out.toString();
  }

  /**
   * The comparisons in Markdown, and McNemar's tests.
   *
   * @param epoch of the comparisons; 0 for the last of each pair
   */
  public static String comparisons(Table table, int epoch) {
    StringBuilder out = new StringBuilder();
    if (!table.comparisons().isEmpty() || table.decisions().isEmpty()) {
      markdown(out, ComparisonGrid.of(table, epoch));
    }
    if (!table.decisions().isEmpty()) {
      out.append(out.isEmpty() ? "" : "\n");
      decisions(out, table);
    }
    return out.toString();
  }

  private static void decisions(StringBuilder out, Table table) {
    if (!table.decisions().lines().isEmpty()) {
      markdown(out, DecisionTests.grid(table));
      out.append('\n');
    }
    table.decisions().sentences().forEach(sentence -> out.append(sentence).append('\n'));
  }

  private static void markdown(StringBuilder out, Grid grid) {
    List<Integer> widths = widths(grid);
    out.append(pipes(grid.headers(), grid, widths));
    List<String> rule = new ArrayList<>();
    for (int c = 0; c < widths.size(); c++) {
      int dashes = Math.max(3, widths.get(c));
      rule.add(grid.numeric().get(c) ? "-".repeat(dashes - 1) + ":" : "-".repeat(dashes));
    }
    out.append("| ").append(String.join(" | ", rule)).append(" |\n");
    grid.lines()
        .forEach(
            line ->
                out.append(
                    pipes(line.stream().map(c -> c.replace("|", "\\|")).toList(), grid, widths)));
  }

  private static List<Integer> widths(Grid grid) {
    List<Integer> widths = new ArrayList<>();
    for (int c = 0; c < grid.headers().size(); c++) {
      int width = grid.headers().get(c).length();
      for (List<String> line : grid.lines()) {
        width = Math.max(width, line.get(c).length());
      }
      widths.add(width);
    }
    return widths;
  }

  private static String pipes(List<String> cells, Grid grid, List<Integer> widths) {
    List<String> padded = new ArrayList<>();
    for (int c = 0; c < cells.size(); c++) {
      padded.add(pad(cells.get(c), Math.max(3, widths.get(c)), grid.numeric().get(c)));
    }
    return "| " + String.join(" | ", padded) + " |\n";
  }

  private static String aligned(List<String> cells, Grid grid, List<Integer> widths) {
    List<String> padded = new ArrayList<>();
    for (int c = 0; c < cells.size(); c++) {
      padded.add(pad(cells.get(c), widths.get(c), grid.numeric().get(c)));
    }
    return String.join("  ", padded).stripTrailing();
  }

  private static String pad(String cell, int width, boolean right) {
    String space = " ".repeat(Math.max(0, width - cell.length()));
    return right ? space + cell : cell + space;
  }
}
