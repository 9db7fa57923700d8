package dev.snn.report.page;

import com.fasterxml.jackson.databind.JsonNode;
import dev.snn.engine.tree.Trees;
import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers of a report: six significant digits, null where there is none. */
final class Values {
  private static final MathContext DIGITS = new MathContext(6);

  private Values() {}

  static JsonNode of(double value) {
    return Double.isFinite(value)
        ? Trees.NODES.numberNode(new BigDecimal(value).round(DIGITS).doubleValue())
        : Trees.NODES.nullNode();
  }

  /** A cell of a CSV file: a number where it is one, null where it is empty, else a text. */
  static JsonNode of(String cell) {
    if (cell.isEmpty()) {
      return Trees.NODES.nullNode();
    }
    return isNumber(cell)
        ? Trees.NODES.numberNode(Double.parseDouble(cell))
        : Trees.NODES.textNode(cell);
  }

  static boolean isNumber(String cell) {
    return cell.matches("[+-]?\\d+(\\.\\d+)?([eE][+-]?\\d+)?");
  }
}
