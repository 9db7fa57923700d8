package dev.snn.engine.tree;

import com.fasterxml.jackson.databind.JsonNode;
import dev.snn.api.plugin.UserError;
import dev.snn.engine.error.Shown;

/** Single values with error texts for people. */
public final class Scalars {
  /** Up to where every whole number is a double. */
  private static final double EXACT = 1L << 53;

  private Scalars() {}

  /** A whole number between two bounds; {@code 2.0} is one. */
  public static long whole(JsonNode node, String path, long low, long high) {
    if (!node.isNumber() || !isWhole(node)) {
      throw Records.wrong(path, "a whole number", node);
    }
    long value = node.asLong();
    if (value < low || value > high) {
      throw new UserError(
          "%s: must be between %d and %d, got %d.".formatted(path, low, high, value));
    }
    return value;
  }

  private static boolean isWhole(JsonNode node) {
    if (node.isIntegralNumber()) {
      return node.canConvertToLong();
    }
    double value = node.asDouble();
    return value == Math.rint(value) && Math.abs(value) <= EXACT;
  }

  /** A number; also a text that is one, as {@code '1e-3'}. */
  public static double number(JsonNode node, String path) {
    double value = Double.NaN;
    if (node.isNumber()) {
      value = node.asDouble();
    } else if (node.isTextual()
        && node.asText().matches("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?")) {
      value = Double.parseDouble(node.asText());
    } else {
      throw Records.wrong(path, "a number", node);
    }
    if (!Double.isFinite(value)) {
      throw Records.wrong(path, "a finite number", node);
    }
    return value;
  }

  /** True or false. */
  public static boolean truth(JsonNode node, String path) {
    if (!node.isBoolean()) {
      throw Records.wrong(path, "true or false", node);
    }
    return node.asBoolean();
  }

  /** A text. */
  public static String text(JsonNode node, String path) {
    if (!node.isValueNode()) {
      throw Records.wrong(path, "a text", node);
    }
    return node.asText();
  }

  /** A value as an error text shows it. */
  public static String show(JsonNode node) {
    if (node.isTextual()) {
      return "'" + Shown.word(node.asText()) + "'";
    }
    if (node.isObject()) {
      return node.isEmpty() ? "an empty mapping" : "a mapping";
    }
    if (node.isArray()) {
      return node.isEmpty() ? "an empty list" : "a list";
    }
    return node.isMissingNode()
        ? "nothing"
        : Shown.word(node.asText()).replaceFirst("^(-?\\d+)\\.0$", "$1");
  }
}
