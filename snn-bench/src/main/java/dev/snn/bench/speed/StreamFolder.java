package dev.snn.bench.speed;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** What a peer gets of a stream: samples as raw arrays, and {@code stream.properties}. */
final class StreamFolder {
  private StreamFolder() {}

  /** Writes blocks, and the options of the learners as {@code knn.window=1000}. */
  static PeerFolder write(
      StreamWorkload workload, List<String> names, List<TurningPlane.Block> blocks) {
    StringBuilder lines = new StringBuilder();
    line(lines, "block", workload.block());
    line(lines, "blocks", blocks.size());
    line(lines, "values", workload.values());
    line(lines, "classes", workload.classes());
    for (String name : names) {
      for (Map.Entry<String, JsonNode> option : workload.resolve(name).tree().properties()) {
        if (option.getValue().isValueNode()) {
          line(lines, name + "." + option.getKey(), option.getValue().asText());
        }
      }
    }
    int samples = blocks.size() * workload.block();
    ByteBuffer values = buffer(samples * workload.values());
    ByteBuffer labels = buffer(samples);
    for (TurningPlane.Block block : blocks) {
      for (int k = 0; k < block.size(); k++) {
        for (float x : block.values()[k]) {
          values.putFloat(x);
        }
        labels.putInt(block.labels()[k]);
      }
    }
    return PeerFolder.of(
        Map.of(
            "stream.properties",
            lines.toString().getBytes(StandardCharsets.UTF_8),
            "values",
            values.array(),
            "labels",
            labels.array()));
  }

  private static void line(StringBuilder lines, String key, Object value) {
    lines.append(key).append('=').append(value).append('\n');
  }

  private static ByteBuffer buffer(int numbers) {
    return ByteBuffer.allocate(4 * numbers).order(ByteOrder.LITTLE_ENDIAN);
  }
}
