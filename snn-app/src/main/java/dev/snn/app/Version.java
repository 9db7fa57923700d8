package dev.snn.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.engine.record.Machine;

/** What {@code --version} prints. */
final class Version {
  private Version() {}

  static String text(String backend) {
    int threads = Runtime.getRuntime().availableProcessors();
    ObjectNode machine = Machine.describe(threads, backend);
    String commit = machine.path("git_commit").asText("");
    return """
        snn %s
        commit   %s
        jdk      %s (%s)
        system   %s, %s
        cpu      %s, %d cores
        backend  %s
        """
        .formatted(
            machine.path("snn_version").asText(),
            commit.isEmpty() || commit.equals("null") ? "unknown" : commit,
            machine.path("jdk").asText(),
            machine.path("jvm").asText(),
            machine.path("os").asText(),
            machine.path("arch").asText(),
            machine.path("cpu").asText(),
            threads,
            backend);
  }
}
