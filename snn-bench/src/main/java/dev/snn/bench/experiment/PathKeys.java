package dev.snn.bench.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.api.plugin.UserError;
import dev.snn.engine.config.Retyping;
import dev.snn.engine.error.Hint;
import dev.snn.engine.error.Shown;
import dev.snn.engine.registry.Registries;
import dev.snn.engine.tree.Trees;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The keys of a row or a profile, sorted: options, and paths of options such as {@code
 * layers[0].neuron}, which are laid over everything else.
 *
 * @param plain keys that are no paths
 * @param paths values by path, in order
 */
record PathKeys(ObjectNode plain, Map<String, JsonNode> paths) {

  static PathKeys of(ObjectNode overlay) {
    ObjectNode plain = Trees.NODES.objectNode();
    Map<String, JsonNode> paths = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> field : overlay.properties()) {
      if (root(field.getKey()).equals(field.getKey())) {
        plain.set(field.getKey(), field.getValue());
      } else {
        paths.put(field.getKey(), field.getValue());
      }
    }
    return new PathKeys(plain, paths);
  }

  /** Those paths alone that pass. */
  PathKeys paths(Predicate<String> pass) {
    Map<String, JsonNode> some = new LinkedHashMap<>(paths);
    some.keySet().removeIf(pass.negate());
    return new PathKeys(Trees.NODES.objectNode(), some);
  }

  /** The key that a path begins with. */
  static String root(String path) {
    int end = path.length();
    for (char mark : new char[] {'.', '['}) {
      int at = path.indexOf(mark);
      end = at < 0 ? end : Math.min(end, at);
    }
    return path.substring(0, end);
  }

  /**
   * Lays the values over a tree, in place.
   *
   * @param roots with which a path may begin
   */
  void lay(Registries registries, ObjectNode tree, List<String> roots) {
    paths.forEach(
        (path, value) -> {
          if (!roots.contains(root(path))) {
            throw new UserError(
                "unknown option '%s'.%s Valid: %s."
                    .formatted(Shown.word(path), Hint.didYouMean(root(path), roots), roots));
          }
          Trees.lay(tree, path, value, "'" + Shown.word(path) + "'");
          Retyping.apply(registries, tree, path);
        });
  }
}
