package dev.snn.app.terminal;

import dev.snn.engine.progress.ProgressListener;
import java.io.PrintStream;

/** Progress on a screen; closing it leaves the screen tidy. */
public interface Progress extends ProgressListener, AutoCloseable {
  /** Shows what the user has to know, and nothing else. */
  static Progress quiet(PrintStream err) {
    return new Progress() {
      @Override
      public void warn(String sentence) {
        err.println("snn: " + sentence);
      }
    };
  }

  @Override
  default void close() {}
}
