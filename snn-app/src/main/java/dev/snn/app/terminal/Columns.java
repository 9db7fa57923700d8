package dev.snn.app.terminal;

import java.util.ArrayList;
import java.util.List;

/** Lines of cells, printed as aligned columns. */
public final class Columns {
  private final List<List<String>> lines = new ArrayList<>();

  /** Adds a line. */
  public void add(String... cells) {
    lines.add(List.of(cells));
  }

  /** The lines, columns flush left with two spaces between them. */
  public String text() {
    List<Integer> widths = new ArrayList<>();
    for (List<String> line : lines) {
      for (int c = 0; c < line.size(); c++) {
        int width = line.get(c).length();
        if (c == widths.size()) {
          widths.add(width);
        } else {
          widths.set(c, Math.max(widths.get(c), width));
        }
      }
    }
    StringBuilder text = new StringBuilder();
    for (List<String> line : lines) {
      StringBuilder row = new StringBuilder();
      for (int c = 0; c < line.size(); c++) {
        row.append(line.get(c)).append(" ".repeat(widths.get(c) - line.get(c).length() + 2));
      }
      text.append(row.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }
}
