package dev.snn.bench.speed;

import dev.snn.api.plugin.UserError;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Finds a Python that imports what a peer needs. */
final class Python {
  private static final int SECONDS = 60;
  private static final Path SYSTEM = Path.of("/usr/bin/python3");

  /**
   * What a peer needs.
   *
   * @param module that is imported, beside numpy
   * @param packages where it comes from, a sentence
   */
  record Needs(String module, String packages) {}

  static final Needs TORCH =
      new Needs("torch", "On Debian the packages python3-torch and libopenblas0-openmp make one.");

  static final Needs SKLEARN =
      new Needs("sklearn", "On Debian the package python3-sklearn makes one.");

  private Python() {}

  /**
   * {@code SNN_PYTHON} where it is set, else the first {@code python3} on the path, else that of
   * the system. Whichever it is, it must import torch; nothing found is the user's error.
   *
   * @param environment environment variables
   */
  static Path find(Map<String, String> environment, SpeedListener listener) {
    return find(environment, TORCH, listener);
  }

  /** The same for another peer. */
  static Path find(Map<String, String> environment, Needs needs, SpeedListener listener) {
    return find(environment, needs, SYSTEM, listener);
  }

  static Path find(
      Map<String, String> environment, Needs needs, Path system, SpeedListener listener) {
    String chosen = environment.get("SNN_PYTHON");
    if (chosen != null && !chosen.isBlank()) {
      Path python = path(chosen);
      if (imports(needs, python, listener)) {
        return python;
      }
      throw new UserError(
          "SNN_PYTHON is %s, which does not run or does not import %s. Set it to a Python that does. %s"
              .formatted(chosen, needs.module(), needs.packages()));
    }
    for (Path python : candidates(environment.getOrDefault("PATH", ""), system)) {
      if (imports(needs, python, listener)) {
        return python;
      }
    }
    throw new UserError(
        "no python3 that imports %s was found. Set SNN_PYTHON to one. %s"
            .formatted(needs.module(), needs.packages()));
  }

  private static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new UserError("SNN_PYTHON: '%s' is not a path.".formatted(text), e);
    }
  }

  /** In the order in which they are tried. */
  private static List<Path> candidates(String path, Path system) {
    List<Path> found = new ArrayList<>();
    for (String folder : path.split(File.pathSeparator)) {
      if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, "python3"))) {
        found.add(Path.of(folder, "python3"));
      }
    }
    if (!found.contains(system) && Files.isExecutable(system)) {
      found.add(system);
    }
    return found;
  }

  private static boolean imports(Needs needs, Path python, SpeedListener listener) {
    Process process;
    try {
      process =
          new ProcessBuilder(python.toString(), "-c", "import numpy, " + needs.module())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
    } catch (IOException e) {
      return false;
    }
    try {
      process.getOutputStream().close();
      for (int tenth = 0; tenth < 10 * SECONDS; tenth++) {
        listener.check();
        if (process.waitFor(100, TimeUnit.MILLISECONDS)) {
          return process.exitValue() == 0;
        }
      }
      return false;
    } catch (IOException | InterruptedException e) {
      return false;
    } finally {
      process.destroyForcibly();
    }
  }
}
