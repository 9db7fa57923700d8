package dev.snn.engine.record;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.engine.tree.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What a run ran on. */
public final class Machine {
  private Machine() {}

  /** JDK, system and processor. */
  public static ObjectNode describe(int threads, String backend) {
    ObjectNode tree = Trees.NODES.objectNode();
    tree.put("jdk", System.getProperty("java.runtime.version"));
    tree.put("jvm", System.getProperty("java.vm.name"));
    tree.put("os", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    tree.put("arch", System.getProperty("os.arch"));
    tree.put("cpu", cpu());
    tree.put("cores", Runtime.getRuntime().availableProcessors());
    tree.put("threads", threads);
    tree.put("backend", backend);
    tree.put("snn_version", version());
    tree.put("git_commit", Checkout.commit().orElse(null));
    return tree;
  }

  /** The program's version. */
  public static String version() {
    String version = Machine.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  private static String cpu() {
    Path info = Path.of("/proc/cpuinfo");
    if (Files.isReadable(info)) {
      try (Stream<String> lines = Files.lines(info)) {
        return lines
            .filter(line -> line.startsWith("model name"))
            .map(line -> line.substring(line.indexOf(':') + 1).strip())
            .findFirst()
            .orElse("unknown");
      } catch (IOException e) {
        return "unknown";
      }
    }
    String name = System.getenv("PROCESSOR_IDENTIFIER");
    return name == null ? "unknown" : name;
  }
}
