package dev.snn.vector;

import java.util.Optional;

/**
 * The module {@code jdk.incubator.vector}. Java does not load it by itself, and the option that
 * does ({@code --add-modules}) prints a warning at every start. With {@code -Dsnn.vector=load} it
 * is loaded here, when something is computed; that needs {@code -XX:+UnlockExperimentalVMOptions
 * -XX:+EnableVectorSupport --add-exports java.base/jdk.internal.module=ALL-UNNAMED}.
 */
final class VectorModule {
  private static final String NAME = "jdk.incubator.vector";

  private static final String START = "; start Java with --add-modules " + NAME;

  private VectorModule() {}

  /** Why the Vector API cannot be used, with what to do; empty where it can. */
  static Optional<String> obstacle() {
    if (ModuleLayer.boot().findModule(NAME).isEmpty()) {
      if (!"load".equals(System.getProperty("snn.vector"))) {
        return Optional.of("needs the module " + NAME + START);
      }
      try {
        Class.forName("jdk.internal.module.Modules")
            .getMethod("loadModule", String.class)
            .invoke(null, NAME);
      } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
        return Optional.of("cannot load the module " + NAME + START);
      }
    }
    return compiled()
        ? Optional.empty()
        : Optional.of("needs a virtual machine that compiles the Vector API, which this is not");
  }

  /** False where vectors would be objects, a hundred times slower: without the second compiler. */
  private static boolean compiled() {
    String mode = System.getProperty("java.vm.info", "");
    if (!mode.contains("mixed mode") || mode.contains("emulated-client")) {
      return false;
    }
    try {
      return PanelSums.LANES >= 4;
    } catch (LinkageError e) {
      return false;
    }
  }
}
