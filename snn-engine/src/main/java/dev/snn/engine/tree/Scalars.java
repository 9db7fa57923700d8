package dev.snn.engine.tree;

import com.fasterxml.jackson.databind.JsonNode;
import dev.snn.api.plugin.UserError;

/** Single values with error texts for people. */
public final class Scalars {
  private Scalars() {}

  /** A whole number between two bounds. */
  public static long whole(JsonNode node, String path, long low, long high) {
    if (!node.isIntegralNumber() || !node.canConvertToLong()) {
      throw Records.wrong(path, "a whole number", node);
    }
    long value = node.asLong();
    if (value < low || value > high) {
      throw new UserError(
          "%s: must be between %d and %d, got %d.".formatted(path, low, high, value));
    }
    return value;
  }

  /** A number; also what YAML takes for text, as {@code 1e-3}. */
  public static double number(JsonNode node, String path) {
    if (node.isNumber()) {
      return node.asDouble();
    }
    if (node.isTextual() && node.asText().matches("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?")) {
      return Double.parseDouble(node.asText());
    }
    throw Records.wrong(path, "a number", node);
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
      return "'" + node.asText() + "'";
    }
    if (node.isObject()) {
      return node.isEmpty() ? "an empty mapping" : "a mapping";
    }
    if (node.isArray()) {
      return node.isEmpty() ? "an empty list" : "a list";
    }
    return node.isMissingNode() ? "nothing" : node.asText().replaceFirst("\\.0$", "");
  }
}
