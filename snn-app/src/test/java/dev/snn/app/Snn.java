package dev.snn.app;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** Runs the program in this process, with the experiments of the test resources. */
final class Snn {
  /** Stands for a checkout: it holds a folder of experiments. */
  static final Path HOME = Path.of("src/test/resources/home").toAbsolutePath();

  private Snn() {}

  /** What a command did. */
  record Result(int code, String out, String err) {}

  /**
   * Runs a command.
   *
   * @param dir for its cache; the system's folders of data are not looked into
   */
  static Result run(Path dir, String... args) {
    return run(
        Map.of(
            "XDG_CACHE_HOME",
            dir.resolve("cache").toString(),
            "XDG_DATA_DIRS",
            dir.resolve("share").toString()),
        args);
  }

  /**
   * Runs a command.
   *
   * @param env all environment variables
   */
  static Result run(Map<String, String> env, String... args) {
    return run(HOME, env, args);
  }

  /**
   * Runs a command.
   *
   * @param home the checkout
   * @param env all environment variables
   */
  static Result run(Path home, Map<String, String> env, String... args) {
    String before = System.getProperty("snn.home");
    System.setProperty("snn.home", home.toString());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    try {
      int code = Main.run(args, stream(out), stream(err), env);
      return new Result(
          code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    } finally {
      if (before == null) {
        System.clearProperty("snn.home");
      } else {
        System.setProperty("snn.home", before);
      }
    }
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }
}
