package dev.snn.engine.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.api.plugin.UserError;
import dev.snn.engine.error.Hint;
import dev.snn.engine.error.Shown;
import dev.snn.engine.tree.Trees;
import java.util.List;

/** What {@code --set path=value} lays over a configuration. */
public final class Overrides {
  private Overrides() {}

  /**
   * A setting, read.
   *
   * @param path where it goes
   * @param value what is there then
   */
  public record Setting(String path, JsonNode value) {}

  /**
   * Lays one over a configuration, in place.
   *
   * @param setting {@code path=value}
   * @param keys with which a path may begin
   */
  public static void set(Resolver resolver, ObjectNode tree, String setting, List<String> keys) {
    Setting read = read(setting, keys);
    Trees.set(tree, read.path(), read.value(), "--set " + Shown.word(read.path()));
    Retyping.apply(resolver.registries(), tree, read.path());
  }

  /** Reads one; see {@link #set}. */
  public static Setting read(String given, List<String> keys) {
    String setting = Shown.word(given);
    int equals = given.indexOf('=');
    if (equals < 1) {
      throw new UserError(
          "--set %s: write key=value, as in --set training.epochs=10.".formatted(setting));
    }
    String key = given.substring(0, equals).strip();
    if (given.substring(equals + 1).isBlank()) {
      throw new UserError(
          "--set %s: the value is missing. 'null' gives the default back.".formatted(setting));
    }
    String root = key.split("[.\\[]", 2)[0];
    if (!keys.contains(root)) {
      throw new UserError(
          "--set %s: unknown option '%s'.%s Valid: %s."
              .formatted(setting, Shown.word(root), Hint.didYouMean(root, keys), keys));
    }
    JsonNode value = Trees.parse(given.substring(equals + 1), "--set " + setting);
    return new Setting(key.equals("procedure") ? "training.procedure" : key, value);
  }
}
