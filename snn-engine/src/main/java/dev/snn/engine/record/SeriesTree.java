package dev.snn.engine.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.api.procedure.Series;
import dev.snn.engine.tree.Trees;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Curves in records. Values that are NaN are left out, with their places. */
final class SeriesTree {
  private SeriesTree() {}

  /** The curves of an epoch or, where it is null, of the run; what is no curve is passed over. */
  static void write(ArrayNode list, List<Series> curves, Integer epoch) {
    for (Series series : curves) {
      add(list, series.name(), series.unit(), series.xName(), epoch, series.x(), series.y());
    }
  }

  static void add(
      ArrayNode list,
      String name,
      String unit,
      String axis,
      Integer epoch,
      double[] at,
      double[] values) {
    ObjectNode tree = list.addObject().put("name", name).put("unit", unit).put("x_name", axis);
    if (epoch != null) {
      tree.put("epoch", epoch);
    }
    ArrayNode x = tree.putArray("x");
    ArrayNode y = tree.putArray("y");
    for (int k = 0; k < at.length; k++) {
      if (Double.isFinite(values[k])) {
        x.add(number(at[k]));
        y.add(values[k]);
      }
    }
  }

  private static JsonNode number(double x) {
    return x == (int) x ? Trees.NODES.numberNode((int) x) : Trees.NODES.numberNode(x);
  }

  /** The curves of an epoch or, where it is null, of the run; what is no curve is passed over. */
  static List<Series> read(JsonNode list, Integer epoch) {
    List<Series> curves = new ArrayList<>();
    for (JsonNode tree : list) {
      JsonNode own = tree.path("epoch");
      boolean asked = epoch == null ? own.isMissingNode() : own.isInt() && own.asInt() == epoch;
      if (asked && isCurve(tree)) {
        curves.add(
            new Series(
                tree.path("name").asText(),
                tree.path("unit").asText(),
                tree.path("x_name").asText(),
                array(tree.path("x")),
                array(tree.path("y"))));
      }
    }
    return curves;
  }

  private static boolean isCurve(JsonNode tree) {
    return !tree.path("name").asText().isBlank()
        && !tree.path("x_name").asText().isBlank()
        && !tree.path("x").isEmpty()
        && tree.path("x").size() == tree.path("y").size()
        && Arrays.stream(array(tree.path("x"))).allMatch(Double::isFinite);
  }

  private static double[] array(JsonNode list) {
    double[] values = new double[list.size()];
    for (int k = 0; k < values.length; k++) {
      values[k] = list.get(k).asDouble(Double.NaN);
    }
    return values;
  }
}
