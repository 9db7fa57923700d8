package dev.snn.engine.run;

import dev.snn.engine.error.PluginFault;
import java.util.Optional;

/** What a failure is called in the record of its run. */
final class Failure {
  private Failure() {}

  /**
   * Its error text.
   *
   * @param made true where the parts of the run were made already
   */
  static String describe(Throwable e, boolean made) {
    if (e instanceof OutOfMemoryError) {
      return "out of memory (%d MB allowed)%s; allow more, as in SNN_JAVA_OPTS=-Xmx8g, or %s"
          .formatted(
              Runtime.getRuntime().maxMemory() >> 20,
              made ? "" : " while the data were read and the network made",
              made ? "make the batch smaller" : "take less data or a smaller network");
    }
    Optional<PluginFault> fault = PluginFault.of(e);
    if (fault.isPresent()) {
      return fault.get().getMessage();
    }
    StackTraceElement[] trace = e.getStackTrace();
    String at = trace.length == 0 ? "" : " at " + trace[0];
    return e + at;
  }
}
