package dev.snn.bench.experiment;

import java.util.Collection;

/** Paths of options, as {@code layers[0].neuron.tau_mem}. */
public final class Paths {
  private Paths() {}

  /** The end of a path that no other one has: "tau_mem" or "neuron.tau_mem". */
  public static String shortest(String path, Collection<String> all) {
    for (int dot = path.lastIndexOf('.'); dot >= 0; dot = path.lastIndexOf('.', dot - 1)) {
      String end = path.substring(dot);
      if (all.stream().filter(other -> ("." + other).endsWith(end)).count() == 1) {
        return end.substring(1);
      }
    }
    return path;
  }
}
