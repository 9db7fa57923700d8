package dev.snn.app;

import dev.snn.api.data.BadDataException;
import dev.snn.api.data.MissingDataException;
import dev.snn.api.plugin.NotApplicableException;
import dev.snn.api.plugin.UserError;
import dev.snn.app.command.Interrupted;
import dev.snn.app.command.Invocation;
import dev.snn.app.terminal.CleanStream;
import dev.snn.app.terminal.Screen;
import dev.snn.app.terminal.Stop;
import dev.snn.engine.error.OutputFailure;
import dev.snn.engine.error.PluginFault;
import dev.snn.engine.run.Backend;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/**
 * The {@code snn} command. Results go to the standard output, everything else to the standard
 * error.
 */
public final class Main {
  /** The exit code of a process that a signal ends is its own: 128 and the signal's number. */
  private static final int INTERRUPTED = 130;

  /** What it takes to load the plug-ins and say what is wrong. */
  private static final long LEAST_MEMORY = 30L << 20;

  /** Most characters of an error's text. */
  private static final int LONGEST = 4000;

  private Main() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] args) {
    PrintStream out = utf8(FileDescriptor.out);
    PrintStream err = utf8(FileDescriptor.err);
    if (Runtime.getRuntime().maxMemory() < LEAST_MEMORY) {
      err.printf(
          "snn: only %d MB of memory are allowed, which is too little. Allow more, as in SNN_JAVA_OPTS=-Xmx1g.%n",
          Runtime.getRuntime().maxMemory() >> 20);
      System.exit(2);
    }
    Stop stop = Stop.onSignal(err);
    int code = run(args, out, err, System.getenv(), Screen.ofLauncher(), stop);
    out.flush();
    err.flush();
    stop.finished();
    System.exit(code);
  }

  private static PrintStream utf8(FileDescriptor stream) {
    return new PrintStream(new FileOutputStream(stream), true, StandardCharsets.UTF_8);
  }

  /**
   * Runs one command without a terminal.
   *
   * @param env environment variables
   * @return the exit code: 0 done, 1 a mistake of the program, 2 wrong input, 3 a difference or a
   *     broken contract, 4 failed runs, 130 interrupted (of a process that TERM ends 143, HUP 129)
   */
  public static int run(String[] args, PrintStream out, PrintStream err, Map<String, String> env) {
    return run(args, out, err, env, Screen.none(), new Stop());
  }

  static int run(
      String[] args,
      PrintStream rawOut,
      PrintStream rawErr,
      Map<String, String> env,
      Screen screen,
      Stop stop) {
    PrintStream out = CleanStream.over(rawOut);
    PrintStream err = CleanStream.over(rawErr);
    boolean debug = Arrays.asList(args).contains("--debug");
    try {
      CommandLineParser.Parsed parsed = new CommandLineParser().parse(List.of(args));
      if (parsed.globals().version()) {
        out.print(Version.text(Backend.choose(parsed.globals().backend()).name()));
        return 0;
      }
      if (parsed.command() == null || parsed.globals().help()) {
        out.print(parsed.help());
        return 0;
      }
      return parsed
          .command()
          .run(
              new Invocation(
                  parsed.globals(), parsed.line(), out, err, Map.copyOf(env), screen, stop));
    } catch (Interrupted e) {
      err.println("snn: " + e.getMessage());
      return INTERRUPTED;
    } catch (CancellationException e) {
      err.println("snn: " + Stop.MESSAGE);
      return INTERRUPTED;
    } catch (UserError | BadDataException | MissingDataException | NotApplicableException e) {
      return explain(e.getMessage(), e, 2, debug, err);
    } catch (OutputFailure e) {
      return explain(e.getMessage(), e, 1, debug, err);
    } catch (Throwable e) {
      Optional<PluginFault> fault = PluginFault.of(e);
      if (fault.isPresent() && !(e instanceof OutOfMemoryError)) {
        return explain(fault.get().getMessage(), e, 2, debug, err);
      }
      return Crash.report(e, debug, err);
    }
  }

  /** One sentence about what went wrong, with its origin where it is asked for. */
  private static int explain(String text, Throwable e, int code, boolean debug, PrintStream err) {
    err.println("snn: " + oneLine(text));
    if (debug) {
      e.printStackTrace(err);
    }
    return code;
  }

  private static String oneLine(String text) {
    String message = String.valueOf(text);
    String line = message.strip().replaceAll("\\s*\\R\\s*", " ");
    return line.length() <= LONGEST
        ? line
        : line.substring(0, LONGEST / 2) + " ... " + line.substring(line.length() - LONGEST / 2);
  }
}
