package dev.snn.spark.worker;

import dev.snn.engine.tree.Trees;
import dev.snn.spark.task.Kit;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where data files stand here, and where the driver has them: records say the latter, wherever they
 * are made.
 *
 * @param byPlace the driver's places, by those of this process
 */
record Places(Map<String, String> byPlace) {
  /** From the settings of a {@link Kit}. */
  static Places of(Map<String, String> settings) {
    TreeMap<String, String> byPlace = new TreeMap<>();
    settings.forEach(
        (key, from) -> {
          if (key.startsWith(Kit.FROM)) {
            Path here = Path.of(settings.get(Kit.DATA), key.substring(Kit.FROM.length()));
            byPlace.put(here.toString(), from);
          }
        });
    return new Places(byPlace);
  }

  /** What a run left, as JSON, as the driver would have written it. */
  String ofDriver(String json) {
    String text = json;
    for (Map.Entry<String, String> place : byPlace.entrySet()) {
      text = text.replace(inner(place.getKey()), inner(place.getValue()));
    }
    return text;
  }

  /** A text as it stands in JSON, without its quotes. */
  private static String inner(String text) {
    String quoted = Trees.of(text).toString();
    return quoted.substring(1, quoted.length() - 1);
  }
}
