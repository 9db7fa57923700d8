package dev.snn.engine.record;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.api.learning.SavedState;
import dev.snn.engine.tree.Trees;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What a part found in the training split, in records: values where there are few of them, else
 * their range and a checksum. The checkpoint has them all.
 */
final class FittedTree {
  private static final int FEW = 64;

  private FittedTree() {}

  static ObjectNode of(SavedState values) {
    ObjectNode tree = Trees.NODES.objectNode();
    values.numbers().forEach((name, x) -> tree.put(name, Double.isFinite(x) ? x : null));
    values.arrays().forEach((name, rows) -> tree.set(name, rows(rows)));
    return tree;
  }

  private static ObjectNode rows(float[][] rows) {
    ObjectNode tree = Trees.NODES.objectNode();
    int columns = rows.length == 0 ? 0 : rows[0].length;
    tree.put("rows", rows.length).put("columns", columns);
    if ((long) rows.length * columns <= FEW) {
      ArrayNode list = tree.putArray("values");
      for (float[] row : rows) {
        ArrayNode one = list.addArray();
        for (float x : row) {
          add(one, x);
        }
      }
      return tree;
    }
    float low = Float.POSITIVE_INFINITY;
    float high = Float.NEGATIVE_INFINITY;
    MessageDigest sha = sha256();
    for (float[] row : rows) {
      ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * row.length);
      for (float x : row) {
        bytes.putFloat(x);
        low = Math.min(low, x);
        high = Math.max(high, x);
      }
      sha.update(bytes.array());
    }
    add(tree.putArray("range"), low);
    add((ArrayNode) tree.get("range"), high);
    return tree.put("sha256", HexFormat.of().formatHex(sha.digest()));
  }

  private static void add(ArrayNode list, double value) {
    if (Double.isFinite(value)) {
      list.add(value);
    } else {
      list.addNull();
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
