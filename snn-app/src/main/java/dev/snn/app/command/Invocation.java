package dev.snn.app.command;

import dev.snn.api.plugin.UserError;
import dev.snn.app.terminal.BarProgress;
import dev.snn.app.terminal.LineProgress;
import dev.snn.app.terminal.Progress;
import dev.snn.app.terminal.Screen;
import dev.snn.app.terminal.Stop;
import dev.snn.app.terminal.Stoppable;
import dev.snn.engine.SnnEngine;
import dev.snn.engine.registry.Registries;
import java.io.PrintStream;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.apache.commons.cli.CommandLine;

/**
 * A command's surroundings.
 *
 * @param line its arguments and options
 * @param out for results
 * @param err for everything else
 * @param env environment variables
 */
public record Invocation(
    Globals globals,
    CommandLine line,
    PrintStream out,
    PrintStream err,
    Map<String, String> env,
    Screen screen,
    Stop stop) {

  /** Words that are no options. */
  List<String> words() {
    return line.getArgList();
  }

  /** Fails where there are too few or too many words. */
  List<String> words(Command command, int least, int most) {
    List<String> words = words();
    if (words.size() < least || words.size() > most) {
      String what = words.size() < least ? "something is missing" : "too many words";
      throw new UserError("%s. Usage: snn %s".formatted(what, command.usage()));
    }
    return words;
  }

  /** What {@code --set} says, in order. */
  List<String> settings() {
    String[] given = line.getOptionValues("set");
    return given == null ? List.of() : List.of(given);
  }

  SnnEngine engine() {
    if (globals.dataHome().isPresent() && !Files.isDirectory(globals.dataHome().get())) {
      throw new UserError("--data-home: there is no folder " + globals.dataHome().get() + ".");
    }
    return SnnEngine.open(
        new SnnEngine.Options(
            globals.plugins(), globals.dataHome(), globals.threads(), globals.backend()),
        env);
  }

  /** The plug-ins alone, where nothing is trained. */
  Registries registries() {
    return Registries.load(globals.plugins());
  }

  /**
   * Shows progress.
   *
   * @param epochs true to show each epoch also beside a progress bar
   */
  Progress progress(boolean epochs) {
    Progress shown = Progress.quiet(err);
    if (!globals.quiet()) {
      shown =
          screen.terminal() ? new BarProgress(err, screen.width(), epochs) : new LineProgress(err);
    }
    return new Stoppable(shown, stop);
  }

  /** Sentences that the user has to know. */
  void warn(List<String> sentences) {
    sentences.forEach(sentence -> err.println("snn: " + sentence));
  }

  /** A line for the user that is no result. */
  void say(String text) {
    if (!globals.quiet()) {
      err.println(text);
    }
  }
}
