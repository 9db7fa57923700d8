package dev.snn.engine.record;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** What keeps a tree that says it is a record from being one. */
final class RecordFault {
  private RecordFault() {}

  /** Why it is none, as the end of a sentence; empty where it is well. */
  static Optional<String> of(JsonNode tree) {
    if (!RecordUpgrade.isKnown(tree)) {
      return Optional.of(
          "its schema_version is %s, and this program reads 1 to %d"
              .formatted(tree.path(RecordUpgrade.VERSION), RunRecord.SCHEMA_VERSION));
    }
    for (String name : new String[] {"experiment", "row", "config_hash"}) {
      if (!tree.path(name).isTextual()) {
        return Optional.of("it has no " + name);
      }
    }
    if (!tree.path("seed").isIntegralNumber()) {
      return Optional.of("it has no seed");
    }
    if (!tree.path("config").isObject()) {
      return Optional.of("it has no config");
    }
    if (!Status.isEnd(tree.path("status").asText())) {
      return Optional.of("its status is " + tree.path("status"));
    }
    return ofEpochs(tree.path("epochs"));
  }

  private static Optional<String> ofEpochs(JsonNode epochs) {
    Set<Long> numbers = new HashSet<>();
    for (JsonNode epoch : epochs) {
      JsonNode number = epoch.path("number");
      if (!number.isIntegralNumber()) {
        return Optional.of("one of its epochs has no number");
      }
      if (!numbers.add(number.asLong())) {
        return Optional.of("it has epoch %s twice".formatted(number));
      }
    }
    return Optional.empty();
  }
}
