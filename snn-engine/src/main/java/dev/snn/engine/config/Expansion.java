package dev.snn.engine.config;

import com.fasterxml.jackson.databind.JsonNode;
import dev.snn.api.layer.BlockPlugin;
import dev.snn.api.layer.Layer;
import dev.snn.engine.tree.Records;
import java.util.List;
import java.util.Map;

/** What a block stands for. */
final class Expansion {
  private Expansion() {}

  /**
   * The entries, to be read like those of a file.
   *
   * @param layer the block's name and options
   * @param name of the block
   * @param input name of what it reads
   */
  static <C extends Record> List<JsonNode> of(
      Resolved<Layer> layer, BlockPlugin<C> block, String name, String input) {
    @SuppressWarnings("unchecked")
    C config = (C) layer.config();
    List<Map<String, Object>> entries =
        layer.entry().call("entries", () -> block.entries(config, name, input));
    return entries.stream().map(Records::encodeValue).toList();
  }
}
