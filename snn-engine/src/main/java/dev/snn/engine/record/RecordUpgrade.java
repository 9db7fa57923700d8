package dev.snn.engine.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.engine.tree.Trees;
import java.util.List;
import java.util.Map;

/**
 * Brings the tree of a record to the present layout. Schema 1 had the accuracy by step as {@code
 * by_step} in each epoch and the capacity by delay among the scores, as {@code test@delays}; both
 * are series now. Schema 2 had no digest.
 */
public final class RecordUpgrade {
  static final String VERSION = "schema_version";

  /** The first schema whose records carry a digest of their content. */
  private static final int SEALED = 3;

  private static final String BY_STEP = "by_step";
  private static final String DELAYS = "test@delays";

  private RecordUpgrade() {}

  /** True for a tree that {@link #upgrade} understands. */
  public static boolean isKnown(JsonNode tree) {
    int version = tree.path(VERSION).asInt();
    return version >= 1 && version <= RunRecord.SCHEMA_VERSION;
  }

  /** Changes the tree where it is of an earlier schema, and returns it. */
  public static ObjectNode upgrade(ObjectNode tree) {
    int version = tree.path(VERSION).asInt();
    tree.put(VERSION, RunRecord.SCHEMA_VERSION);
    if (version == 1) {
      fromFirst(tree);
    }
    return tree;
  }

  /** True where a tree of this schema carries a digest, or has lost it. */
  static boolean hasDigest(ObjectNode tree) {
    return tree.path(VERSION).asInt() >= SEALED || tree.has(RecordDigest.FIELD);
  }

  private static void fromFirst(ObjectNode tree) {
    ArrayNode list = Trees.NODES.arrayNode();
    for (JsonNode epoch : tree.path("epochs")) {
      take(tree, epoch, list);
    }
    // The final epoch is one of them, but for the scores of a saved network.
    take(tree, tree.path("final"), tree.path("epochs").isEmpty() ? list : Trees.NODES.arrayNode());
    if (!list.isEmpty()) {
      tree.set(RunRecord.SERIES, list);
    }
  }

  private static void take(ObjectNode tree, JsonNode epoch, ArrayNode list) {
    if (!(epoch instanceof ObjectNode fields)) {
      return;
    }
    if (fields.remove(BY_STEP) instanceof ObjectNode curves) {
      Map<String, String> units = new RunRecord(tree).metricUnits();
      for (Map.Entry<String, JsonNode> curve : curves.properties()) {
        double[] y = new double[curve.getValue().size()];
        double[] x = new double[y.length];
        for (int k = 0; k < y.length; k++) {
          x[k] = k + 1;
          y[k] = number(curve.getValue().get(k));
        }
        String metric = curve.getKey();
        String unit = units.getOrDefault(metric, "");
        int number = fields.path("number").asInt();
        SeriesTree.add(list, metric + "_by_step", unit, "step", number, x, y);
      }
    }
    if (fields.path("scores") instanceof ObjectNode scores
        && scores.remove(DELAYS) instanceof ObjectNode delays) {
      List<Map.Entry<String, JsonNode>> known =
          delays.properties().stream().filter(d -> d.getKey().matches("\\d{1,9}")).toList();
      double[] x = known.stream().mapToDouble(d -> Integer.parseInt(d.getKey())).toArray();
      double[] y = known.stream().mapToDouble(d -> number(d.getValue())).toArray();
      SeriesTree.add(list, "capacity_by_delay", "", "delay", null, x, y);
    }
  }

  private static double number(JsonNode node) {
    return node.isNumber() ? node.asDouble() : Double.NaN;
  }
}
