package dev.snn.bench.speed;

import dev.snn.api.plugin.UserError;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.ZipFile;

/** Starts what learners of streams are compared with. */
final class StreamPeers {
  static final String SKLEARN = "sklearn";
  static final String MOA = "moa";

  /** What of MOA's jars the peer uses first, and what that needs. */
  private static final List<String> CLASSES =
      List.of("moa/classifiers/bayes/NaiveBayes.class", "sizeof/agent/SizeOfAgent.class");

  private StreamPeers() {}

  /** The command of a peer; what is missing is the user's error. */
  static List<String> command(
      String peer, StreamOptions options, Map<String, String> environment, SpeedListener listener) {
    if (peer.equals(MOA)) {
      requireJars(options.moa());
      String paths =
          options.moa().stream()
              .map(Path::toString)
              .collect(Collectors.joining(File.pathSeparator));
      String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
      List<String> command = new ArrayList<>(List.of(java));
      command.addAll(Collector.options());
      command.addAll(List.of("-cp", paths, script("MoaPeer.java")));
      return command;
    }
    String script = script("sklearn_peer.py");
    listener.doing("looking for a Python that imports sklearn");
    return List.of(Python.find(environment, Python.SKLEARN, listener).toString(), script);
  }

  private static String script(String name) {
    return Peers.script(name).toString();
  }

  /** Makes sure that the jars are there and hold MOA. */
  static void requireJars(List<Path> jars) {
    if (jars.isEmpty()) {
      throw new UserError(
          "--against moa needs --moa-jar PATH: the jars of MOA (nz.ac.waikato.cms.moa:moa) and of"
              + " com.github.fracpete:sizeofag.");
    }
    for (Path jar : jars) {
      if (!Files.exists(jar)) {
        throw new UserError("--moa-jar: %s does not exist.".formatted(jar));
      }
    }
    for (String name : CLASSES) {
      if (jars.stream().noneMatch(jar -> holds(jar, name))) {
        throw new UserError(
            "--moa-jar: there is no %s in %s. Name the jars of MOA (nz.ac.waikato.cms.moa:moa) and of com.github.fracpete:sizeofag."
                .formatted(name.replace(".class", "").replace('/', '.'), jars));
      }
    }
  }

  private static boolean holds(Path jar, String name) {
    if (Files.isDirectory(jar)) {
      return Files.exists(jar.resolve(name));
    }
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      return zip.getEntry(name) != null;
    } catch (IOException e) {
      throw new UserError("--moa-jar: %s is not a jar.".formatted(jar), e);
    }
  }
}
