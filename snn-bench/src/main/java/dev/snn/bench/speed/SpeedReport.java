package dev.snn.bench.speed;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.engine.tree.Trees;
import java.util.List;

/**
 * What was measured.
 *
 * @param machine what it ran on
 * @param limits what this machine can do at most; empty where it was not measured
 */
public record SpeedReport(ObjectNode machine, ObjectNode limits, List<SpeedRow> rows) {

  /** {@code {"machine":{},"limits":{},"rows":[]}}. */
  public ObjectNode tree() {
    ObjectNode tree = Trees.NODES.objectNode();
    tree.set("machine", machine);
    tree.set("limits", limits);
    ArrayNode list = tree.putArray("rows");
    rows.forEach(row -> list.add(row.tree()));
    return tree;
  }
}
