package dev.snn.app.command;

import dev.snn.api.plugin.UserError;
import dev.snn.app.shell.Operand;
import dev.snn.engine.SnnEngine;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;

/** The options that every command has. */
public record Globals(
    boolean quiet,
    boolean debug,
    int threads,
    Optional<Path> dataHome,
    Optional<Path> plugins,
    String backend,
    boolean help,
    boolean version) {
  static final int MOST_THREADS = 1024;

  private static final Set<String> REPEATABLE = Set.of("set", "moa-jar", "in");

  /** A comma outside of the brackets that the name of a grid's row has. */
  private static final String BETWEEN_ROWS = ",(?![^\\[]*\\])";

  /** The options. */
  public static Options options() {
    return new Options()
        .addOption(flag("quiet", "no progress, only results and errors"))
        .addOption(flag("debug", "stack traces of errors"))
        .addOption(valued("threads", "N", "number of threads (default: all cores)"))
        .addOption(valued("data-home", "DIR", "folder searched first for data files"))
        .addOption(valued("plugins", "DIR", "folder with plug-in jars; they run with your rights"))
        .addOption(
            valued(
                "backend",
                "NAME",
                "compute backend: auto (the fastest that can run here), plain, vector"))
        .addOption(flag("help", "this text"))
        .addOption(flag("version", "versions of the program, Java and the system"));
  }

  /** What the values of some of them may be. */
  static Map<String, Operand> values(Vocabulary words) {
    return Map.of("backend", Operand.words(words.backends()), "plugins", Operand.file());
  }

  static Option flag(String name, String description) {
    return Option.builder().longOpt(name).desc(description).get();
  }

  static Option valued(String name, String value, String description) {
    return Option.builder().longOpt(name).hasArg().argName(value).desc(description).get();
  }

  /** {@code --set}, of commands that read a configuration. */
  static Option settings() {
    return valued("set", "key=value", "another value for an option; may be repeated");
  }

  /** Whether an option, without the dashes, may stand more than once on a line. */
  public static boolean isRepeatable(String name) {
    return REPEATABLE.contains(name);
  }

  /** Reads them. */
  public static Globals of(CommandLine line) {
    return new Globals(
        line.hasOption("quiet"),
        line.hasOption("debug"),
        threads(line.getOptionValue("threads")),
        dataHome(line.getOptionValue("data-home")),
        Optional.ofNullable(line.getOptionValue("plugins")).map(dir -> path("--plugins", dir)),
        line.getOptionValue("backend", SnnEngine.Options.defaults().backend()),
        line.hasOption("help"),
        line.hasOption("version"));
  }

  private static int threads(String given) {
    if (given == null) {
      return Runtime.getRuntime().availableProcessors();
    }
    long threads = wholeNumber("--threads", given);
    if (threads < 1 || threads > MOST_THREADS) {
      throw new UserError(
          "--threads must be between 1 and %d, got %s.".formatted(MOST_THREADS, given));
    }
    return (int) threads;
  }

  static long wholeNumber(String option, String given) {
    try {
      return Long.parseLong(given);
    } catch (NumberFormatException e) {
      throw new UserError("%s must be a whole number, got '%s'.".formatted(option, given), e);
    }
  }

  /** Names of rows; null for none. */
  static List<String> rows(String given) {
    return given == null ? List.of() : List.of(given.split(BETWEEN_ROWS, -1));
  }

  /** A path that the user gave. */
  static Path path(String option, String given) {
    try {
      if (given.isBlank()) {
        throw new UserError(option + " needs a path, got an empty text.");
      }
      return Path.of(given);
    } catch (InvalidPathException e) {
      throw new UserError("%s: '%s' is not a path.".formatted(option, given), e);
    }
  }

  private static Optional<Path> dataHome(String given) {
    if (given == null) {
      return Optional.empty();
    }
    Path folder = path("--data-home", given);
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new UserError("--data-home: %s is not a folder.".formatted(folder));
    }
    return Optional.of(folder);
  }
}
