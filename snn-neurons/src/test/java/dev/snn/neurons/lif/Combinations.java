package dev.snn.neurons.lif;

import dev.snn.api.plugin.Part;
import dev.snn.api.plugin.Plugin;
import dev.snn.testkit.Contracts;
import dev.snn.testkit.PartBinder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Configurations of a neuron in which its options meet, with a surrogate so flat that central
 * differences settle where a refractory time multiplies its curvature.
 */
final class Combinations {
  private Combinations() {}

  /** An option and the values it takes in turn, the default not among them. */
  record Choice(String option, List<?> values) {
    static Choice of(String option, Object... values) {
      return new Choice(option, List.of(values));
    }
  }

  /** The usual variants, and every combination of two choices that the record accepts. */
  static List<Record> of(Plugin<?, ?> plugin, Choice... choices) {
    List<Record> all = new ArrayList<>(Contracts.variants(plugin));
    for (int i = 0; i < choices.length; i++) {
      for (Object first : choices[i].values()) {
        add(all, plugin, Map.of(choices[i].option(), first));
        for (int j = i + 1; j < choices.length; j++) {
          for (Object second : choices[j].values()) {
            Map<String, Object> both = new LinkedHashMap<>();
            both.put(choices[i].option(), first);
            both.put(choices[j].option(), second);
            add(all, plugin, both);
          }
        }
      }
    }
    return all.stream().distinct().toList();
  }

  private static void add(List<Record> all, Plugin<?, ?> plugin, Map<String, ?> options) {
    Map<String, Object> flat = new LinkedHashMap<>(options);
    flat.put("surrogate", Part.of("sigmoid", "slope", 1.0));
    Record config;
    try {
      config = PartBinder.bind(plugin.defaults(), flat);
    } catch (IllegalArgumentException refused) {
      if (!refused.getMessage().contains("reset_delay must be false")) {
        throw refused;
      }
      return;
    }
    all.add(config);
  }
}
