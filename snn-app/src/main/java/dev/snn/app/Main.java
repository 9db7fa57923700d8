package dev.snn.app;

import dev.snn.api.data.BadDataException;
import dev.snn.api.data.MissingDataException;
import dev.snn.api.plugin.NotApplicableException;
import dev.snn.api.plugin.UserError;
import dev.snn.app.command.Interrupted;
import dev.snn.app.command.Invocation;
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

/**
 * The {@code snn} command. Results go to the standard output, everything else to the standard
 * error.
 */
public final class Main {
  private Main() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] args) {
    PrintStream out = utf8(FileDescriptor.out);
    PrintStream err = utf8(FileDescriptor.err);
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
   *     broken contract, 4 failed runs, 130 interrupted
   */
  public static int run(String[] args, PrintStream out, PrintStream err, Map<String, String> env) {
    return run(args, out, err, env, Screen.none(), new Stop());
  }

  static int run(
      String[] args,
      PrintStream out,
      PrintStream err,
      Map<String, String> env,
      Screen screen,
      Stop stop) {
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
      return 130;
    } catch (UserError | BadDataException | MissingDataException | NotApplicableException e) {
      err.println("snn: " + oneLine(e.getMessage()));
      if (debug) {
        e.printStackTrace(err);
      }
      return 2;
    } catch (OutputFailure e) {
      err.println("snn: " + oneLine(e.getMessage()));
      if (debug) {
        e.printStackTrace(err);
      }
      return 1;
    } catch (Throwable e) {
      Optional<PluginFault> fault = PluginFault.of(e);
      if (fault.isPresent() && !(e instanceof OutOfMemoryError)) {
        err.println("snn: " + oneLine(fault.get().getMessage()));
        if (debug) {
          e.printStackTrace(err);
        }
        return 2;
      }
      return Crash.report(e, debug, err);
    }
  }

  private static String oneLine(String message) {
    return message.strip().replaceAll("\\s*\\R\\s*", " ");
  }
}
