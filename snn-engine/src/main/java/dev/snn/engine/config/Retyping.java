package dev.snn.engine.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.engine.registry.Entry;
import dev.snn.engine.registry.Registries;
import dev.snn.engine.registry.Registry;
import dev.snn.engine.tree.Option;
import dev.snn.engine.tree.Records;
import dev.snn.engine.tree.Trees;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What becomes of a part's options when a path names another plug-in for it ({@code
 * encoder.type=rows}): those that the other has as well stay, the rest go.
 */
public final class Retyping {
  private static final Map<String, String> FAMILIES =
      Map.of(
          "dataset", "dataset",
          "encoder", "encoder",
          "layers", "layer",
          "decoder", "decoder",
          "loss", "loss",
          "training", "procedure",
          "metrics", "metric");

  private static final List<String> OF_ENTRIES =
      List.of(LayersReader.NAME, LayersReader.FROM, LayersReader.MERGE);

  private Retyping() {}

  /**
   * Removes what the new plug-in does not know.
   *
   * @param path of the option that was set; nothing happens where it names no plug-in
   */
  public static void apply(Registries registries, ObjectNode tree, String path) {
    String[] steps = Trees.steps(path);
    String key = steps[0].equals("training") && steps.length == 2 ? "procedure" : "type";
    if (steps.length < 2 || !steps[steps.length - 1].equals(key)) {
      return;
    }
    String family = FAMILIES.get(steps[0]);
    JsonNode at = tree.path(steps[0]);
    for (int i = 1; i < steps.length - 1 && family != null; i++) {
      if (steps[i].startsWith("[")) {
        at = at.path(Integer.parseInt(steps[i].substring(1, steps[i].length() - 1)));
      } else {
        family = below(registries, family, at, steps[i]);
        at = at.path(steps[i]);
      }
    }
    if (family != null && at instanceof ObjectNode part) {
      keep(registries.of(family), part, key, steps.length == 3 && steps[0].equals("layers"));
    }
  }

  /**
   * Whether a path leads to an option that its part does not have. False where the path leads
   * nowhere, or where the part is not known.
   */
  public static boolean isForeign(Registries registries, ObjectNode tree, String path) {
    String[] steps = Trees.steps(path);
    String family = FAMILIES.get(steps[0]);
    JsonNode at = tree.path(steps[0]);
    for (int i = 1; i < steps.length && family != null; i++) {
      if (steps[i].startsWith("[")) {
        if (!steps[i].matches("\\[\\d{1,6}]")) {
          return false;
        }
        at = at.path(Integer.parseInt(steps[i].substring(1, steps[i].length() - 1)));
        continue;
      }
      String type = type(family, at);
      Registry<?> registry = registries.of(family);
      boolean known = registry.names().contains(type);
      boolean entry = steps[0].equals("layers") && i == 2 && OF_ENTRIES.contains(steps[i]);
      if (!known || entry || steps[i].equals(key(family))) {
        return false;
      }
      String option = steps[i];
      if (Option.of(registry.get(type).defaults().getClass()).stream()
          .noneMatch(each -> each.name().equals(option))) {
        return true;
      }
      family = below(registries, family, at, option);
      at = at.path(option);
    }
    return false;
  }

  private static String key(String family) {
    return family.equals("procedure") ? "procedure" : "type";
  }

  private static String type(String family, JsonNode part) {
    if (part.isMissingNode() && family.equals("procedure")) {
      return RunResolver.DEFAULT_TRAINING.path("procedure").asText();
    }
    return part.isTextual() ? part.asText() : part.path(key(family)).asText();
  }

  /** The family of an option of a part; null where it is not known. */
  private static String below(Registries registries, String family, JsonNode part, String option) {
    String type = type(family, part);
    Registry<?> registry = registries.of(family);
    if (!registry.names().contains(type)) {
      return null;
    }
    return Option.of(registry.get(type).defaults().getClass()).stream()
        .filter(each -> each.name().equals(option))
        .map(Option::family)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private static void keep(Registry<?> registry, ObjectNode part, String key, boolean entry) {
    String type = part.path(key).asText();
    if (!registry.names().contains(type)) {
      return;
    }
    Entry<?> plugin = registry.get(type);
    List<String> known = new ArrayList<>(List.of(key));
    Records.encode(plugin.defaults()).fieldNames().forEachRemaining(known::add);
    if (entry) {
      known.addAll(List.of(LayersReader.NAME, LayersReader.FROM));
    }
    part.retain(known);
  }
}
