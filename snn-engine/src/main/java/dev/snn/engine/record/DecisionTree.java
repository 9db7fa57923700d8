package dev.snn.engine.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.api.procedure.Decisions;
import dev.snn.engine.tree.Trees;
import java.util.Base64;
import java.util.Optional;

/**
 * Decisions in records: the number of samples and a bit for each that was predicted right, eight a
 * byte with the first in the lowest bit, as Base64. A million samples are 167 kB.
 */
final class DecisionTree {
  private DecisionTree() {}

  static ObjectNode write(Decisions decisions) {
    return Trees.NODES
        .objectNode()
        .put("samples", decisions.size())
        .put("right", Base64.getEncoder().encodeToString(decisions.bits()));
  }

  /** Empty where there are none, or what is there is none. */
  static Optional<Decisions> read(JsonNode tree) {
    if (!tree.path("samples").isInt() || !tree.path("right").isTextual()) {
      return Optional.empty();
    }
    try {
      byte[] bits = Base64.getDecoder().decode(tree.path("right").asText());
      return Optional.of(Decisions.of(tree.path("samples").asInt(), bits));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
