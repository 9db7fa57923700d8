package dev.snn.engine.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.api.plugin.UserError;
import dev.snn.engine.error.Hint;
import dev.snn.engine.tree.Trees;
import java.util.List;

/** What {@code --set path=value} lays over a configuration. */
public final class Overrides {
  private Overrides() {}

  /**
   * Lays one over a configuration, in place.
   *
   * @param setting {@code path=value}
   * @param keys with which a path may begin
   */
  public static void set(ObjectNode tree, String setting, List<String> keys) {
    int equals = setting.indexOf('=');
    if (equals < 1) {
      throw new UserError(
          "--set %s: write key=value, as in --set training.epochs=10.".formatted(setting));
    }
    String key = setting.substring(0, equals).strip();
    if (setting.substring(equals + 1).isBlank()) {
      throw new UserError(
          "--set %s: the value is missing. 'null' gives the default back.".formatted(setting));
    }
    String root = key.split("[.\\[]", 2)[0];
    if (!keys.contains(root)) {
      throw new UserError(
          "--set %s: unknown option '%s'.%s Valid: %s."
              .formatted(setting, root, Hint.didYouMean(root, keys), keys));
    }
    JsonNode value = Trees.parse(setting.substring(equals + 1), "--set " + setting);
    Trees.set(tree, key, value, "--set " + key);
  }
}
