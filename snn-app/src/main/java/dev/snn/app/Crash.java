package dev.snn.app;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;

/** What is said when the program itself is at fault. */
final class Crash {
  private Crash() {}

  /** One sentence, and where the stack trace is; returns the exit code. */
  static int report(Throwable error, boolean debug, PrintStream err) {
    if (error instanceof OutOfMemoryError) {
      err.println(
          "snn: out of memory (%d MB allowed). Allow more, as in SNN_JAVA_OPTS=-Xmx8g, or work on less at a time."
              .formatted(Runtime.getRuntime().maxMemory() >> 20));
    } else {
      err.println(
          "snn: a mistake of the program, not yours: %s. %s"
              .formatted(error, debug ? "Please report it with this trace:" : where(error)));
    }
    if (debug) {
      error.printStackTrace(err);
    }
    return 1;
  }

  private static String where(Throwable error) {
    StringWriter trace = new StringWriter();
    error.printStackTrace(new PrintWriter(trace, true));
    try {
      Path file = Files.createTempFile("snn-error-", ".txt");
      Files.writeString(file, trace.toString());
      return "Please report it with the stack trace in " + file + ".";
    } catch (IOException e) {
      return "Run it again with --debug to see the stack trace.";
    }
  }
}
