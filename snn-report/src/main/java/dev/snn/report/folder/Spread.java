package dev.snn.report.folder;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.snn.api.plugin.UserError;

/**
 * Mean and deviation of an option's value in a configuration, a number or a distribution.
 *
 * @param mean of it
 * @param deviation 0 for a number
 */
public record Spread(double mean, double deviation) {

  /** Deviation over mean. */
  public double width() {
    return deviation / Math.abs(mean);
  }

  /** The value at a path, as {@code training.reservoir.tau_mem}; missing where there is none. */
  public static JsonNode at(JsonNode tree, String path) {
    JsonNode at = tree;
    for (String key : path.split("[.\\[\\]]+")) {
      at = at.isArray() && key.matches("\\d+") ? at.path(Integer.parseInt(key)) : at.path(key);
    }
    return at.isNumber() || isDistribution(at) ? at : MissingNode.getInstance();
  }

  /** True for {@code {gamma: {shape: 3, scale: 5}}} and its like. */
  public static boolean isDistribution(JsonNode node) {
    return node.size() == 1
        && (node.has("gamma")
            || node.has("normal")
            || node.has("log_normal")
            || node.has("uniform"));
  }

  public static Spread of(JsonNode value) {
    if (value.isNumber()) {
      return new Spread(value.asDouble(), 0);
    }
    String kind = value.fieldNames().next();
    JsonNode of = value.get(kind);
    return switch (kind) {
      case "gamma" -> {
        double shape = of.path("shape").asDouble();
        double scale = of.path("scale").asDouble();
        yield new Spread(shape * scale, Math.sqrt(shape) * scale);
      }
      case "normal" -> new Spread(of.path("mean").asDouble(), of.path("sd").asDouble());
      case "log_normal" -> {
        double variance = Math.pow(of.path("sigma").asDouble(), 2);
        double mean = Math.exp(of.path("mu").asDouble() + variance / 2);
        yield new Spread(mean, mean * Math.sqrt(Math.expm1(variance)));
      }
      case "uniform" -> {
        double low = of.path("low").asDouble();
        double high = of.path("high").asDouble();
        yield new Spread((low + high) / 2, (high - low) / Math.sqrt(12));
      }
      default -> throw new UserError("'" + kind + "' is not a distribution whose width is known.");
    };
  }
}
