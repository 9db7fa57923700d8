package dev.snn.nir.graph;

import dev.snn.api.plugin.UserError;
import dev.snn.engine.error.Shown;

/** What is wrong with a file, in one sentence that names the node and the parameter. */
public final class Fault {
  private Fault() {}

  /** Of a file as a whole. */
  public static UserError of(String file, String what) {
    return new UserError(file + ": " + what);
  }

  /** Of a node. */
  public static UserError of(String file, String node, String what) {
    return of(file, "node '%s' %s".formatted(Shown.word(node), what));
  }

  /** Of a parameter of a node. */
  public static UserError of(String file, String node, String parameter, String what) {
    return of(
        file,
        "node '%s', parameter '%s': %s".formatted(Shown.word(node), Shown.word(parameter), what));
  }
}
