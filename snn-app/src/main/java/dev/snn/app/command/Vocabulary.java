package dev.snn.app.command;

import dev.snn.app.shell.Operand;
import dev.snn.bench.Bench;
import dev.snn.engine.registry.Registries;
import dev.snn.engine.registry.Registry;
import dev.snn.engine.run.Backend;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The words that may stand on the command line.
 *
 * @param experiments names of experiments
 * @param plugins names of plug-ins by their family
 * @param backends names of compute backends
 */
record Vocabulary(
    List<String> experiments, Map<String, List<String>> plugins, List<String> backends) {

  /** None of what depends on the place: for pages that list no values. */
  static final Vocabulary EMPTY = new Vocabulary(List.of(), Map.of(), List.of());

  /** What there is at hand. */
  static Vocabulary of(Registries registries) {
    Map<String, List<String>> plugins = new TreeMap<>();
    for (Registry<?> registry : registries.all()) {
      plugins.put(registry.family().name(), registry.names());
    }
    // Other letters would have to be quoted, each shell in its way.
    List<String> experiments =
        Bench.experiments().names().stream().filter(n -> n.matches("[A-Za-z0-9._+-]+")).toList();
    return new Vocabulary(experiments, plugins, Backend.names());
  }

  /** An experiment, by name or by its file. */
  Operand experiment() {
    return Operand.words(experiments).orFile();
  }

  /** A family of plug-ins. */
  Operand family() {
    return Operand.words(plugins.keySet());
  }

  /** A plug-in of the family before. */
  Operand plugin() {
    return Operand.after(plugins);
  }

  /** A plug-in of a family. */
  Operand plugin(String family) {
    return Operand.words(plugins.getOrDefault(family, List.of()));
  }
}
