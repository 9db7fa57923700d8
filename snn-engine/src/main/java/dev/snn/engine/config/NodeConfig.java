package dev.snn.engine.config;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.api.layer.Layer;
import dev.snn.api.layer.Merge;
import dev.snn.engine.tree.Trees;
import java.util.List;
import java.util.Optional;

/**
 * An entry of {@code layers}: a layer or a merge.
 *
 * @param name where it was given one
 * @param from names of the entries it reads, {@code input} for the encoder's output; empty for the
 *     entry before it
 * @param layer empty for a merge
 * @param merge empty for a layer
 */
public record NodeConfig(
    Optional<String> name,
    List<String> from,
    Optional<Resolved<Layer>> layer,
    Optional<Merge> merge) {

  /** An entry as in an experiment file; names and inputs only where they were given. */
  public ObjectNode tree() {
    ObjectNode tree = Trees.NODES.objectNode();
    name.ifPresent(n -> tree.put(LayersReader.NAME, n));
    layer.ifPresent(l -> tree.setAll(l.tree()));
    merge.ifPresent(m -> tree.put(LayersReader.MERGE, m.id()));
    if (from.size() == 1) {
      tree.put(LayersReader.FROM, from.get(0));
    } else if (from.size() > 1) {
      ArrayNode names = tree.putArray(LayersReader.FROM);
      from.forEach(names::add);
    }
    return tree;
  }
}
